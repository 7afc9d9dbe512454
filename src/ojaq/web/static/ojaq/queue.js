// The queue and the diary by keys: each button says its own, by the place of the key. Everything works without any of it.
(function () {
  "use strict";
  function off() { try { return window.localStorage.getItem("ojaq-keys") === "off"; } catch (refused) { return false; } }

  document.addEventListener("keydown", function (event) {
    var target = event.target instanceof Element ? event.target : document.body;
    if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || off()) { return; }
    if (target.closest("input, textarea, select, dialog, .oj-bar")) { return; }
    var button = document.querySelector("[data-key='" + event.code + "']");
    if (button) { event.preventDefault(); button.click(); }
  });

  // One thing is done once, however often the key is pressed.
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-once]")) { return; }
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
  // What comes next has the focus, so that Enter goes on.
  var first = document.querySelector("[data-first]");
  if (first && !document.querySelector("[autofocus]")) { first.focus({ preventScroll: true }); }
})();
