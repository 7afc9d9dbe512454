// The receipt prints with one key. Everything else on the page is plain.
(function () {
  "use strict";
  document.addEventListener("click", function (event) { if (event.target.closest("[data-print]")) { window.print(); } });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) { return; }
    if (event.code === "KeyP") { event.preventDefault(); window.print(); }
  });
})();
