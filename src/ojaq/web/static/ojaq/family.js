// The family form: letters for the next relative, digits in the list of places, y and n in consent, Ctrl Enter to register.
// The form works without any of it; nothing is kept in the browser. What could not be sent stays in the fields and is sent again.
(function () {
  "use strict";
  var form = document.getElementById("family");
  if (!form || !window.htmx) { return; }
  var unsent = false;
  var again = 0;
  function part(id) { return document.getElementById(id); }
  function show(id, visible) { var box = part(id); if (box) { box.hidden = !visible; } }
  function letters() { try { return window.localStorage.getItem("ojaq-keys") !== "off"; } catch (refused) { return true; } }
  function tap(selector) { var button = form.querySelector(selector); if (button) { button.click(); } return Boolean(button); }

  form.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.isComposing || event.altKey) { return; }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); part("send").click(); return; }
    if (event.ctrlKey || event.metaKey) { return; }
    if (event.key === "Enter" && target.matches("input")) { enter(event, target); return; }
    if (target.id === "next" && /^Key[A-Z]$/.test(event.code)) {
      event.preventDefault();
      tap("[data-key='" + event.code.slice(3).toLowerCase() + "']");
      return;
    }
    if (!letters()) { return; }
    if (target.closest("[data-digits]") && figure(event)) { digit(event, target); }
    if (target.closest("[data-yn]") && (event.code === "KeyY" || event.code === "KeyN")) { answer(event, target); }
  });

  // Enter keeps the person and goes to the next relative; below, it goes to the next field.
  function enter(event, target) {
    event.preventDefault();
    if (target.id === "next") { part("when0").focus(); return; }
    if (target.closest("#person")) { tap("#person [value='next']"); return; }
    var fields = Array.from(form.querySelectorAll("input:not([type=hidden]), select, textarea")).filter(function (one) { return one.checkVisibility() && (one.type !== "radio" || one.checked || !form.querySelector("[name='" + one.name + "']:checked")); });
    var following = fields[fields.indexOf(target) + 1];
    if (following) { following.focus(); }
  }

  // A name that stands there already is written on, not over.
  function caret() {
    var line = document.activeElement;
    if (line && line.id === "n" && line.value) { line.setSelectionRange(line.value.length, line.value.length); }
  }
  document.addEventListener("htmx:afterSettle", function (event) { if (event.detail.target === form || event.target === form) { caret(); } });
  caret();

  // The digit of a key, also where a layout writes its own figures; "" for any other key.
  function figure(event) {
    var eastern = "۰۱۲۳۴۵۶۷۸۹".indexOf(event.key);
    if (event.key.length === 1 && eastern >= 0) { return String(eastern); }
    return /^[0-9]$/.test(event.key) ? event.key : "";
  }

  function digit(event, target) {
    var choices = target.closest("[data-digits]").querySelectorAll("input");
    var pressed = figure(event);
    var chosen = pressed === "0" ? choices[choices.length - 1] : choices[Number(pressed) - 1];
    if (chosen) { event.preventDefault(); chosen.focus(); chosen.click(); }
  }

  function answer(event, target) {
    event.preventDefault();
    var asked = target.closest("[data-yn]");
    asked.querySelector("[value='" + (event.code === "KeyY" ? "yes" : "no") + "']").click();
    var all = Array.from(form.querySelectorAll("[data-yn]")).filter(function (one) { return one.checkVisibility(); });
    var following = all[all.indexOf(asked) + 1];
    (following ? following.querySelector("input") : part("send")).focus();
  }

  // A button that merely has the focus while something else is kept is not pressed: only a press says what to do.
  document.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.elt !== form) { return; }
    var pressed = event.detail.triggeringEvent && event.detail.triggeringEvent.type === "submit";
    if (pressed) { event.detail.formData.set("pressed", "1"); } else { event.detail.formData.delete("act"); }
  });

  // A box of the drawing does what its button in the list does.
  form.addEventListener("click", function (event) {
    var box = event.target.closest("g[data-who]");
    if (box) { tap("[data-show='" + box.dataset.who + "']"); }
  });

  // What was typed while the line was broken, or the log-in had ended, is sent as soon as it can be.
  function lost() { unsent = true; window.clearTimeout(again); again = window.setTimeout(function () { window.htmx.trigger(form, "again"); }, 4000); }
  document.addEventListener("htmx:sendError", function () { show("lost", true); lost(); });
  document.addEventListener("htmx:timeout", function () { show("lost", true); lost(); });
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 403) { show("ended", true); unsent = true; } else if (event.detail.xhr.status >= 500) { show("lost", true); lost(); }
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    var address = event.detail.xhr.responseURL;
    if (address && new URL(address).pathname === "/login") { event.detail.shouldSwap = false; show("ended", true); unsent = true; }
  });
  document.addEventListener("htmx:afterOnLoad", function (event) {
    var address = event.detail.xhr.responseURL;
    if (event.detail.elt === form && event.detail.successful !== false && event.detail.xhr.status < 400 && !(address && new URL(address).pathname === "/login")) { unsent = false; show("lost", false); show("ended", false); }
  });
  window.addEventListener("online", function () { if (unsent) { window.htmx.trigger(form, "again"); } });
  // Back from the log-in on another page: its token is new, so this page asks for it and sends what is left.
  document.addEventListener("visibilitychange", function () {
    if (document.hidden || !unsent || !part("ended") || part("ended").hidden) { return; }
    window.fetch(window.location.href, { credentials: "same-origin" }).then(function (response) {
      if (new URL(response.url).pathname === "/login") { return null; }
      return response.text();
    }).then(function (page) {
      var token = page && /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(page);
      if (!token) { return; }
      document.querySelectorAll("[name='csrfmiddlewaretoken']").forEach(function (input) { input.value = token[1]; });
      window.htmx.trigger(form, "again");
    });
  });
  window.addEventListener("beforeunload", function (event) { if (unsent) { event.preventDefault(); } });
})();
