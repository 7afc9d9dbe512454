// The tree of a person: laid out by topola, drawn in our own strokes. Without this file the server's drawing stays.
(function () {
  "use strict";
  var canvas = document.getElementById("tree");
  if (!canvas) { return; }
  var SVG = "http://www.w3.org/2000/svg";
  var told = JSON.parse(canvas.dataset.tree);

  function make(name, attributes, parent, words) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (words !== undefined) { made.textContent = words; }
    parent.appendChild(made);
    return made;
  }

  function box(entry, left, parent) {
    var one = told.boxes[entry.id], width = entry.width, height = entry.height, middle = left + width / 2;
    var link = make("a", { href: one.href, tabindex: "-1" }, parent);
    make("rect", { "class": (one.mark === "here" ? "me" : "box") + " is-" + one.mark, x: left, y: 0, width: width, height: height, rx: 8 }, link);
    var free = height - 33 - 19 * one.lines.length;
    one.lines.forEach(function (line, at) {
      make("text", { "class": (one.mark === "living" ? "q" : "v") + " mid", lang: one.lang, x: middle, y: 21 + free / 2 + 19 * at }, link, line);
    });
    make("text", { "class": "q mid", x: middle, y: height - 9 }, link, one.years);
    if (one.more) {
      var on = make("a", { href: one.tree, tabindex: "-1" }, parent);
      make("text", { "class": "q mid", x: left + width - 14, y: height - 9 }, on, "\u2026");
    }
  }

  function Renderer(options) { topola.CompositeRenderer.call(this, options); this.options = options; }
  Renderer.prototype = Object.create(topola.CompositeRenderer.prototype);
  Renderer.prototype.getPreferredIndiSize = function (id) { return told.boxes[id].size.map(function (side, at) { return at ? side : side + 10; }); };
  Renderer.prototype.getCss = function () { return ""; };
  Renderer.prototype.render = function (enter) {
    enter.each(function (node) {
      var left = 0, level = node.data.indi && node.data.indi.height / 2;
      if (node.data.indi && node.data.spouse) {
        make("path", { "class": "oj-edge oj-edge-couple", d: "M" + (node.data.indi.width - 6) + " " + level + "h12" }, this);
      }
      [node.data.indi, node.data.spouse].forEach(function (entry) {
        if (!entry) { return; }
        box({ id: entry.id, width: entry.width - 10, height: entry.height }, left + 5, this);
        left += entry.width;
      }, this);
    });
  };

  function ids(node) { return [node.data.indi, node.data.spouse].filter(Boolean).map(function (entry) { return entry.id; }); }

  // A line of descent takes the stroke of its weakest proof.
  function strokes(svg) {
    var order = ["contradicted", "told", "corroborated", "documented"];
    svg.querySelectorAll("path.link").forEach(function (path) {
      var node = path.__data__ || {}, found = [];
      if (node.parent) {
        ids(node.parent).forEach(function (one) {
          ids(node).forEach(function (other) {
            [told.proof[one + "-" + other], told.proof[other + "-" + one]].forEach(function (word) { if (word) { found.push(word); } });
          });
        });
      }
      found.sort(function (a, b) { return order.indexOf(a) - order.indexOf(b); });
      path.setAttribute("class", "link oj-edge oj-edge-" + (found[0] || "corroborated"));
    });
  }

  function drawn() {
    var svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "oj-svg oj-tree oj-topola");
    svg.id = "tree-drawn";
    // topola would write its own style into the page unless one stands there; ours is in the sheet, so this one is empty and inert.
    svg.appendChild(document.createElementNS("urn:ojaq:none", "style"));
    canvas.appendChild(svg);
    var data = new topola.JsonDataProvider({ indis: told.indis, fams: told.fams });
    var kinds = { ancestors: topola.AncestorChart, hourglass: topola.HourglassChart };
    var Chart = kinds[told.kind] || topola.DescendantChart;
    var chart = new Chart({ data: data, renderer: new Renderer({ data: data }), startIndi: told.head, svgSelector: "#tree-drawn", horizontal: false, animate: false });
    chart.render();
    strokes(svg);
    var size = svg.getBBox();
    svg.setAttribute("viewBox", [size.x - 10, size.y - 10, size.width + 20, size.height + 20].join(" "));
    svg.setAttribute("width", size.width + 20);
    svg.setAttribute("height", size.height + 20);
    return svg;
  }

  var before = canvas.querySelector("svg"), picture = before;
  if (window.topola && told.indis.length > 1) {
    try {
      picture = drawn();
      before.remove();
    } catch (fault) {
      var half = document.getElementById("tree-drawn");
      if (half) { half.remove(); }
      picture = before;
    }
  }

  var whole = Number(picture.getAttribute("width")), high = Number(picture.getAttribute("height")), scale = 1;
  function zoom(to) {
    scale = Math.min(3, Math.max(0.1, to));
    picture.setAttribute("width", whole * scale);
    picture.setAttribute("height", high * scale);
  }
  function here() {
    var me = picture.querySelector("rect.me");
    if (!me) { return; }
    var at = me.getBoundingClientRect(), around = canvas.getBoundingClientRect();
    canvas.scrollLeft += at.left + at.width / 2 - around.left - canvas.clientWidth / 2;
    canvas.scrollTop += at.top + at.height / 2 - around.top - canvas.clientHeight / 2;
  }
  var buttons = document.querySelector(".oj-zoom");
  buttons.hidden = false;
  buttons.addEventListener("click", function (event) {
    var asked = event.target.closest("[data-zoom]");
    if (!asked) { return; }
    if (asked.dataset.zoom === "all") { zoom(Math.min(1, canvas.clientWidth / whole)); } else { zoom(scale * (asked.dataset.zoom === "in" ? 1.25 : 0.8)); }
    here();
  });
  here();
}());
