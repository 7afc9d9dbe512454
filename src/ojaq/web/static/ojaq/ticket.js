// A ticket prints itself, and the queue is back when the paper is out.
(function () {
  "use strict";
  var back = document.getElementById("back");
  window.addEventListener("afterprint", function () { window.location.assign(back.href); });
  window.addEventListener("load", function () { window.print(); });
})();
