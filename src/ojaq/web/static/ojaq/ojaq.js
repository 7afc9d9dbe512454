// Keys, theme and help. The pages work without any of it; no personal data is kept in the browser.
(function () {
  "use strict";
  function kept(name) { try { return window.localStorage.getItem(name); } catch (refused) { return null; } }
  function keep(name, value) { try { window.localStorage.setItem(name, value); } catch (refused) { return; } }
  function field() { return document.getElementById("q"); }
  function help() { return document.getElementById("help"); }
  function typing(target) { return target.closest("input, textarea, select, [contenteditable]") !== null; }

  // A key by its letter or, in another layout, by its place on the keyboard.
  function pressed(event, letter, code) { return event.key === letter || event.key === letter.toUpperCase() || event.code === code; }

  function toSearch() {
    var line = field();
    if (line) { line.focus(); line.select(); return; }
    var link = document.querySelector("[data-search]") || document.querySelector(".oj-nav a[href$='/counter']");
    if (link) { window.location.assign(link.getAttribute("href")); }
  }

  function openCard(place) {
    var link = document.querySelectorAll("#answer [data-open]")[place];
    if (link) { link.click(); }
  }

  function reckoning(target) {
    var card = target.closest(".oj-cand") || document.querySelector("#answer .oj-cand");
    var box = card && card.querySelector("details");
    if (box) { box.open = !box.open; }
  }

  document.addEventListener("keydown", function (event) {
    var target = event.target instanceof Element ? event.target : document.body;
    if (event.isComposing) { return; }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && pressed(event, "k", "KeyK")) { event.preventDefault(); toSearch(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "Enter" && target === field() && !event.shiftKey) {
      event.preventDefault();
      target.form.dataset.asked = "yes";
      target.form.requestSubmit();
      return;
    }
    if (event.key === "Escape" && field() && !(help() && help().open)) {
      var menu = target.closest("details.oj-menu");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
      field().focus();
      return;
    }
    if (typing(target) || kept("ojaq-keys") === "off") { return; }
    // A sign counts before its place; by its place too, because in many layouts another sign stands there.
    var slash = event.code === "Slash";
    var asks = event.key === "?" || event.key === "؟" || (slash && event.shiftKey);
    if (asks && help()) { event.preventDefault(); if (!help().open) { help().showModal(); } return; }
    if (event.key === "/" || (slash && !asks)) { event.preventDefault(); toSearch(); return; }
    if (!target.closest("#answer")) { return; }
    if (/^Digit[1-3]$/.test(event.code) || /^[1-3]$/.test(event.key)) {
      event.preventDefault();
      openCard(Number((/[1-3]/.exec(event.code) || [event.key])[0]) - 1);
    } else if (pressed(event, "n", "KeyN")) {
      event.preventDefault();
      var fresh = document.querySelector("#answer [data-new]");
      if (fresh) { fresh.click(); }
    } else if (pressed(event, "w", "KeyW")) {
      event.preventDefault();
      reckoning(target);
    }
  });

  document.addEventListener("click", function (event) {
    var chosen = event.target.closest("[data-theme]");
    if (chosen) { keep("ojaq-theme", chosen.dataset.theme); window.dispatchEvent(new Event("ojaq-theme")); return; }
    var asked = event.target.closest("[data-help]");
    if (asked && help()) { event.preventDefault(); help().showModal(); return; }
    document.querySelectorAll("details.oj-menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });

  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-keys]")) { keep("ojaq-keys", event.target.checked ? "on" : "off"); }
  });
  document.querySelectorAll("[data-keys]").forEach(function (box) { box.checked = kept("ojaq-keys") !== "off"; });

  // A wide family starts with the person of the page in the middle of the window.
  document.querySelectorAll(".oj-scroll").forEach(function (box) {
    var me = box.querySelector("rect.me");
    if (me) { box.scrollLeft += me.getBoundingClientRect().left + me.getBoundingClientRect().width / 2 - box.getBoundingClientRect().left - box.clientWidth / 2; }
  });

  // The counter: say that an answer is under way, and go to it when Enter asked for it.
  document.addEventListener("htmx:beforeRequest", function () {
    var answer = document.getElementById("answer");
    if (answer) { answer.setAttribute("aria-busy", "true"); }
  });
  // The session ended meanwhile: the whole page goes to the log-in, never a log-in page inside the answer.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var address = event.detail.xhr.responseURL;
    // A family that is being told never loses its page: family.js says what happened.
    if (document.getElementById("family")) { return; }
    if (address && new URL(address).pathname === "/login") {
      event.detail.shouldSwap = false;
      window.location.assign("/login?next=" + encodeURIComponent(window.location.pathname));
    }
  });
  // A question that a newer one replaced was dropped on purpose: only a broken line or a refusal is told.
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach(function (trouble) {
    document.addEventListener(trouble, function () {
      var lost = document.getElementById("lost");
      if (lost && document.getElementById("answer")) { lost.hidden = false; }
    });
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var answer = document.getElementById("answer");
    if (!answer) { return; }
    answer.removeAttribute("aria-busy");
    var form = document.getElementById("question");
    var lost = document.getElementById("lost");
    if (lost && event.detail.successful) { lost.hidden = true; }
    if (form && form.dataset.asked === "yes" && event.detail.successful) {
      form.dataset.asked = "";
      var head = answer.querySelector("h2");
      if (head) { head.focus(); }
    }
  });
})();
