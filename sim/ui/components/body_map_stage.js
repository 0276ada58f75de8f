// The stage: which part of the body it shows, how large, and what keeps its size on the screen meanwhile.
const TARGET_PX = 24;
const TARGET_MAX_PX = 40;
const NEAR_PX = 24;
const ZOOM_MS = 200;
const SIDES = ['left', 'right'];

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const isWhole = (map) => map.zoom === 'whole';
const pixelsPerUnit = (map) => map.width / map.box[2];
const goalScale = (map) => map.width / map.goal[2];
const distance = (a, b) => Math.hypot(a.point[0] - b.point[0], a.point[1] - b.point[1]);
const isInView = (map, [x, y]) => {
  const [left, top, width, height] = map.goal;
  return x > left && x < left + width && y > top && y < top + height;
};

function boxOf(map) {
  const { box: [u, y, width, height], one_sided: oneSided } = map.kit.figure.zooms[map.zoom];
  const x = oneSided && isMirrored(map.side, map.view) ? MIDLINE - u - width : MIDLINE + u;
  return [x, y, width, height];
}

function zoomTo(map, box) {
  const from = map.box;
  const steady = !from || calm() || from.every((value, i) => Math.abs(value - box[i]) < 0.01);
  cancelAnimationFrame(map.frame);
  map.goal = box;
  placeStops(map);
  if (steady) {
    setBox(map, box);
    return;
  }
  const start = performance.now();
  const step = (now) => {
    const share = Math.min(1, Math.max(0, (now - start) / ZOOM_MS));
    const eased = share * (2 - share);
    setBox(map, from.map((value, i) => value + (box[i] - value) * eased));
    if (share < 1) map.frame = requestAnimationFrame(step);
  };
  map.frame = requestAnimationFrame(step);
}

function setBox(map, box) {
  map.box = box;
  map.svg.setAttribute('viewBox', box.map((value) => value.toFixed(2)).join(' '));
  if (box.every((value, i) => value === map.goal[i])) fit(map);
}

// What keeps its size on the screen at any zoom: signs, patterns, words and the buttons.
function fit(map) {
  if (!map.box || !map.width) return;
  const scale = pixelsPerUnit(map);
  for (const pattern of map.svg.querySelectorAll('pattern')) pattern.setAttribute('patternTransform', `scale(${1 / scale})`);
  placeSigns(map, scale < 1 ? 0.6 / scale : 1 / scale);
  map.words.style.fontSize = `${11 / scale}px`;
  map.words.toggleAttribute('hidden', isWhole(map));
}

// The buttons lie where they will be at the end of a zoom, from its start on.
function placeTargets(map) {
  const scale = goalScale(map);
  for (const stop of map.stops) {
    const nearest = scale * Math.min(...map.stops.filter((other) => other !== stop).map((other) => distance(stop, other)));
    const size = stop.part ? TARGET_PX : Math.min(TARGET_MAX_PX, Math.max(Math.min(TARGET_PX, nearest), nearest * 0.7));
    const [left, top] = stop.point.map((value, i) => (value - map.goal[i]) * scale - size / 2);
    Object.assign(stop.target.style, { left: `${left}px`, top: `${top}px`, width: `${size}px`, height: `${size}px` });
  }
}

// Signs of close neighbours step aside, away from the midline, so that none hides another.
function placeSigns(map, size) {
  const placed = [];
  const apart = 17 * size;
  for (const sign of map.signs.children) {
    let [x, y] = sign.dataset.at.split(',').map(Number);
    const step = x < MIDLINE ? -apart : apart;
    while (placed.some((other) => Math.hypot(other[0] - x, other[1] - y) < apart)) x += step;
    placed.push([x, y]);
    sign.setAttribute('transform', `translate(${x},${y}) scale(${size})`);
  }
}

// Where the keyboard and a finger can go: the parts of the whole figure, or the muscles of the part in view.
function placeStops(map) {
  const before = new Map(map.stops.map((stop) => [stop.key, stop.target]));
  const stops = (isWhole(map) ? partStops(map) : muscleStops(map))
    .sort((a, b) => a.point[1] - b.point[1] || a.point[0] - b.point[0]);
  const isSame = stops.length === before.size && [...before.keys()].every((key, i) => key === stops[i].key);
  for (const stop of stops) stop.target = (isSame && before.get(stop.key)) || stopButton(map, stop);
  map.stops = stops;
  if (!isSame) map.targets.replaceChildren(...stops.map((stop) => stop.target));
  placeTargets(map);
  rove(map);
}

function stopButton(map, stop) {
  const button = tag('button', stop.part ? 'target is-part' : 'target');
  button.dataset.key = stop.key;
  button.type = 'button';
  button.setAttribute('aria-label', stop.name);
  return button;
}

// Muscles of this part first; of the others in view those that leave them room.
function muscleStops(map) {
  const scale = goalScale(map);
  const stops = [];
  const open = [...map.drawn.values()].filter((site) => isInView(map, site.point));
  for (const site of [...open.filter((site) => isOwn(map, site)), ...open.filter((site) => !isOwn(map, site))]) {
    if (!isOwn(map, site) && stops.some((stop) => distance(stop, site) * scale < TARGET_PX)) continue;
    stops.push({ key: site.key, name: `${nameOf(map, site)}, ${site.side}`, point: site.point });
  }
  return stops;
}

const isOneSided = (map) => map.kit.figure.zooms[map.zoom].one_sided;
const isOwn = (map, { shape, side }) => shape.zoom === map.zoom && (side === map.side || !isOneSided(map));

function partStops(map) {
  const parts = new Map();
  for (const site of map.drawn.values()) {
    const key = partKey(map, site);
    if (!parts.has(key)) parts.set(key, []);
    parts.get(key).push(site);
  }
  return [...parts].map(([key, sites]) => {
    const [zoom, side] = key.slice(1).split('|');
    const middle = [0, 1].map((i) => sites.reduce((sum, site) => sum + site.point[i], 0) / sites.length);
    const name = partName(map, zoom);
    return { key, part: zoom, side, sites, name: side ? `${name}, ${side}: enlarge` : `${name}: enlarge`, point: middle };
  });
}

// On the whole figure a click beside a muscle means the part of the body it is in.
function nearestKey(map, event) {
  if (!isWhole(map)) return null;
  const { left, top } = map.stage.getBoundingClientRect();
  const scale = goalScale(map);
  const here = { point: [map.goal[0] + (event.clientX - left) / scale, map.goal[1] + (event.clientY - top) / scale] };
  const near = [...map.drawn.values()].map((site) => [distance(here, site) * scale, site.key]).sort(([a], [b]) => a - b)[0];
  return near && near[0] < NEAR_PX ? near[1] : null;
}

function partKey(map, site) {
  const { zoom } = site.shape;
  return map.kit.figure.zooms[zoom].one_sided ? `#${zoom}|${site.side}` : `#${zoom}|`;
}

function enlarge(map, stop, withFocus) {
  Object.assign(map, { zoom: stop.part, side: stop.side || map.side, focusKey: null });
  map.tip.hidden = true;
  show(map);
  const own = map.stops.filter(({ key }) => isOwn(map, map.drawn.get(key)));
  map.focusKey = (own.find(({ key }) => key === map.chosenShape) ?? own[0])?.key ?? null;
  rove(map);
  if (withFocus) stopInFocus(map)?.target.focus({ preventScroll: true });
}

function backOut(map) {
  if (isWhole(map)) return;
  const key = isOneSided(map) ? `#${map.zoom}|${map.side}` : `#${map.zoom}|`;
  const hadFocus = map.targets.contains(map.root.getRootNode().activeElement);
  Object.assign(map, { zoom: 'whole', focusKey: key });
  show(map);
  if (hadFocus) stopInFocus(map)?.target.focus({ preventScroll: true });
}

// Enlarge the part that is shown beside the map, in a view that has muscles of it.
function lookAt(map, zoom) {
  Object.assign(map, { asked: zoom, zoom: zoom ?? 'whole' });
  const shapes = map.kit.figure.shapes.filter((shape) => shape.zoom === zoom && map.kit.sitesOf.has(shape.id));
  if (shapes.length && !shapes.some((shape) => shape.view === map.view)) map.view = shapes[0].view;
}

// Turn the map so that a site chosen elsewhere can be seen.
function turnTo(map, key) {
  const [shapeId, side] = key.split('|');
  const shapes = map.kit.figure.shapes.filter((shape) => shape.id === shapeId);
  if (!shapes.length) return;
  const here = shapes.find((shape) => shape.view === map.view && shape.layer === map.layer)
    ?? shapes.find((shape) => shape.view === map.view) ?? shapes[0];
  const isHere = map.box && !isWhole(map) && here.view === map.view
    && (side === map.side || !isOneSided(map))
    && isInView(map, onPage(here.needle, side, map.view));
  Object.assign(map, { view: here.view, layer: here.layer, side });
  if (!isHere) map.zoom = here.zoom;
}
