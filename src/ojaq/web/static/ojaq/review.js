// Review by keys: S same, D different, U unsure, R reason, Z undo the last. The buttons do the same without any of it.
(function () {
  "use strict";
  var NAMES = { KeyS: "same", KeyD: "different", KeyU: "unsure" };
  var sent = false;
  function off() { try { return window.localStorage.getItem("ojaq-keys") === "off"; } catch (refused) { return false; } }
  function pair() { return document.getElementById("pair"); }

  document.addEventListener("keydown", function (event) {
    var target = event.target instanceof Element ? event.target : document.body;
    if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || off()) { return; }
    if (target.closest("input, textarea, select, dialog, .oj-bar")) { return; }
    if (NAMES[event.code]) {
      var button = document.querySelector("#decide button[value='" + NAMES[event.code] + "']");
      if (button) { event.preventDefault(); button.click(); }
    } else if (event.code === "KeyR" && document.getElementById("why")) {
      event.preventDefault();
      document.getElementById("why").open = true;
      document.getElementById("note").focus();
    } else if (event.code === "KeyZ" && document.getElementById("undo")) {
      event.preventDefault();
      document.querySelector("#undo button").click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      along(event, target);
    }
  });

  // Arrows move in the queue while it has the focus.
  function along(event, target) {
    var line = target.closest("#lines li");
    if (!line) { return; }
    var next = event.key === "ArrowDown" ? line.nextElementSibling : line.previousElementSibling;
    if (next) { event.preventDefault(); next.querySelector("a").focus(); }
  }

  // One answer for one pair, however often the key is pressed.
  document.addEventListener("submit", function (event) {
    if (event.target.id !== "decide" && event.target.id !== "undo") { return; }
    if (sent) { event.preventDefault(); return; }
    sent = true;
  });
  window.addEventListener("pageshow", function () { sent = false; });
  if (pair() && !window.location.hash) { pair().focus({ preventScroll: true }); }
})();
