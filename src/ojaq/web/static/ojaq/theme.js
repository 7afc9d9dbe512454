// Sets light or dark before the first paint, so that nothing flashes. "auto" follows the machine.
(function () {
  "use strict";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function wanted() {
    var kept = null;
    try { kept = window.localStorage.getItem("ojaq-theme"); } catch (refused) { kept = null; }
    return kept === "dark" || kept === "light" ? kept : dark.matches ? "dark" : "light";
  }
  function apply() { document.documentElement.setAttribute("data-bs-theme", wanted()); }
  apply();
  dark.addEventListener("change", apply);
  window.addEventListener("ojaq-theme", apply);
})();
