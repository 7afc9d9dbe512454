// The second screen: a new call is seen, and a lost line is said rather than an old number shown as new.
(function () {
  "use strict";
  var last = key();
  function key() { var here = document.querySelector("[data-call]"); return here ? here.dataset.call : ""; }
  function lost(is) { document.getElementById("lost").hidden = !is; document.body.classList.toggle("is-lost", is); }
  document.addEventListener("htmx:afterRequest", function (event) { lost(!event.detail.successful); });
  document.addEventListener("htmx:afterSwap", function () {
    var now = key(), here = document.querySelector("[data-call]");
    if (here && now !== last) { here.classList.add("is-new"); }
    last = now;
  });
})();
