// Maps of the places a list names. The list is there without any of it; where there is no WebGL it stays alone.
// The library, its worker and the base map are files of this registry: nothing is asked elsewhere.

const NARROW = 640;

function colours(box) {
  const style = getComputedStyle(box);
  return (name) => style.getPropertyValue(name).trim();
}

function drawable() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2"));
}

function points(box) {
  return [...document.querySelectorAll(`${box.dataset.map} [data-lon]`)].map((row, place) => {
    const link = row.matches("a") ? row : row.querySelector("a");
    const name = row.querySelector("bdi") || link || row;
    return {
      lon: Number(row.dataset.lon), lat: Number(row.dataset.lat), size: Number(row.dataset.size || 1), kind: row.dataset.kind || "",
      name: name.textContent.trim(), language: name.lang || "", address: link ? link.getAttribute("href") : "", place,
    };
  });
}

function bounds(found) {
  const wide = Math.max(...found.map((one) => one.lon)) - Math.min(...found.map((one) => one.lon));
  const margin = Math.max(0.5, wide * 0.12);
  return [
    [Math.min(...found.map((one) => one.lon)) - margin, Math.min(...found.map((one) => one.lat)) - margin * 0.75],
    [Math.max(...found.map((one) => one.lon)) + margin, Math.max(...found.map((one) => one.lat)) + margin * 0.75],
  ];
}

function style(box, base) {
  const colour = colours(box);
  const line = (kind, paint) => ({ id: kind, type: "line", source: "base", filter: ["==", ["get", "kind"], kind], paint });
  return {
    version: 8,
    sources: { base: { type: "geojson", data: base, attribution: "" } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": colour("--oj-land") } },
      { id: "lake", type: "fill", source: "base", filter: ["==", ["get", "kind"], "lake"], paint: { "fill-color": colour("--oj-water") } },
      line("river", { "line-color": colour("--oj-water"), "line-width": 1.5 }),
      line("coast", { "line-color": colour("--oj-water"), "line-width": 4 }),
      line("region", { "line-color": colour("--oj-line-strong"), "line-width": 0.5, "line-opacity": 0.5 }),
      line("country", { "line-color": colour("--oj-ink-3"), "line-width": 1.2 }),
    ],
  };
}

// A circle's area is what it counts; a place alone is as large as a finger can find.
function radius(size, most) { return most > 1 ? Math.max(6, 22 * Math.sqrt(size / most)) : 8; }

function pin(one, most, labelled) {
  const shape = document.createElement(one.address ? "a" : "span");
  const size = 2 * radius(one.size, most);
  shape.className = `oj-dot${one.kind ? ` is-${one.kind}` : ""}`;
  shape.style.inlineSize = shape.style.blockSize = `${size}px`;
  shape.title = one.name;
  // The list beside the map leads to the same pages by keyboard, so a dot is no second stop of the Tab key.
  shape.tabIndex = -1;
  if (one.address) { shape.href = one.address; }
  if (labelled) {
    const label = document.createElement("bdi");
    label.textContent = one.name;
    if (one.language) { label.lang = one.language; }
    shape.append(label);
  }
  return shape;
}

// Names are written where no other name and no dot stands.
function room(map, found, most) {
  const meets = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
  const taken = found.map((one) => {
    const at = map.project([one.lon, one.lat]);
    const half = radius(one.size, most);
    return [at.x - half, at.y - half, at.x + half, at.y + half];
  });
  return found.map((one, place) => {
    const dot = taken[place];
    const middle = (dot[1] + dot[3]) / 2;
    const name = [dot[2] + 2, middle - 11, dot[2] + 8 + one.name.length * 9, middle + 11];
    const free = !taken.some((other, whose) => whose !== place && meets(name, other));
    if (free) { taken.push(name); }
    return free;
  });
}

async function draw(box) {
  const found = points(box).sort((one, other) => other.size - one.size);
  if (!found.length || !drawable()) { return; }
  const { Map: Chart, Marker } = await import(box.dataset.library);
  const base = await (await fetch(box.dataset.base)).json();
  box.hidden = false;
  const ground = box.querySelector(".oj-chart");
  const chart = new Chart({
    container: ground, style: style(box, base), bounds: bounds(found), fitBoundsOptions: { padding: box.clientWidth < NARROW ? 12 : 24 }, maxZoom: 11, minZoom: 4,
    maxBounds: [[36, 33.5], [54, 47]], attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, scrollZoom: false,
    cooperativeGestures: window.matchMedia("(pointer: coarse)").matches, fadeDuration: 0, validateStyle: false,
    locale: { "Map.Title": box.dataset.title, "CooperativeGesturesHandler.MobileHelpText": box.dataset.fingers },
  });
  chart.touchZoomRotate.disableRotation();
  const most = Math.max(...found.map((one) => one.size));
  const named = room(chart, found, most);
  found.forEach((one, place) => {
    const row = new Marker({ element: pin(one, most, named[place]) }).setLngLat([one.lon, one.lat]).addTo(chart);
    row.getElement().removeAttribute("role");
    row.getElement().removeAttribute("aria-label");
  });
  box.querySelectorAll("[data-zoom]").forEach((button) => {
    button.addEventListener("click", () => { chart.zoomTo(chart.getZoom() + Number(button.dataset.zoom), { animate: false }); });
  });
  chart.once("idle", () => { box.dataset.drawn = "yes"; });
  window.addEventListener("ojaq-theme", () => { chart.setStyle(style(box, base)); });
  const list = document.querySelector(`details${box.dataset.map}`);
  if (list) { list.open = false; }
}

document.querySelectorAll("[data-map]").forEach((box) => {
  // Whatever goes wrong, the list says the same.
  draw(box).catch(() => { box.hidden = true; });
});
