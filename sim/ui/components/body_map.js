// The body map: a picture of the needle sites that mirrors the list beside it. Called on every rerun; built once.
const ZOOMS = {
  whole: 'Whole', neck: 'Neck', shoulder: 'Shoulder', arm: 'Arm', forearm: 'Forearm', hand: 'Hand', chest: 'Chest',
  waist: 'Waist', hip: 'Hip', thigh: 'Thigh', leg: 'Leg', foot: 'Foot', sole: 'Sole',
};
const CHOICES = {
  view: { back: 'Back', front: 'Front' },
  layer: { superficial: 'Surface', deep: 'Deep', deepest: 'Deepest' },
  side: { left: 'Left', right: 'Right' },
  zoom: ZOOMS,
};
const TARGET_PX = 24;
const PENDING_MS = 1500;
const ZOOM_MS = 200;
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

function build(root) {
  const find = (selector) => root.querySelector(selector);
  const map = {
    root, svg: find('.body'), targets: find('.targets'), stage: find('.stage'), tip: find('.tip'), ladders: [...root.querySelectorAll('.ladder')],
    legend: find('.legend'), drawn: new Map(), box: null, figureKey: '', drawnAs: '', pending: null, focusKey: null,
  };
  for (const field of root.querySelectorAll('.choice')) addChoice(map, field);
  const keyOf = (event) => event.target.closest('[data-key]')?.dataset.key ?? null;
  map.stage.onclick = (event) => pick(map, keyOf(event));
  map.stage.onpointermove = (event) => { if (event.pointerType === 'mouse') hover(map, keyOf(event)); };
  map.stage.onpointerleave = () => hover(map, null);
  map.stage.onkeydown = (event) => onKey(map, event);
  map.stage.addEventListener('focusin', (event) => onFocus(map, event));
  map.stage.addEventListener('focusout', () => { drawRing(map, 'focus', null); hover(map, null); });
  new ResizeObserver(() => fit(map)).observe(map.stage);
  return map;
}

function addChoice(map, field) {
  const name = field.dataset.choice;
  for (const [value, word] of Object.entries(CHOICES[name])) {
    const label = tag('label', '', field);
    const input = tag('input', '', label);
    Object.assign(input, { type: 'radio', name, value });
    input.onchange = () => { map[name] = value; show(map); };
    tag('span', '', label, word);
  }
}

// Bring everything on the page to what `map` says: view, layer, zoom, side, and the state of each site.
function show(map) {
  const drawnAs = [map.figureKey, map.view, map.layer].join();
  if (map.drawnAs !== drawnAs) {
    drawBody(map);
    map.drawnAs = drawnAs;
  }
  for (const field of map.root.querySelectorAll('.choice')) {
    for (const input of field.querySelectorAll('input')) input.checked = input.value === map[field.dataset.choice];
  }
  const oneSided = map.figure.zooms[map.zoom].one_sided;
  const sideChoice = map.root.querySelector('[data-choice="side"]');
  sideChoice.hidden = !oneSided;
  sideChoice.classList.toggle('is-left', isMirrored(map.side, map.view)); // the corner away from the body
  const names = map.view === 'back' ? ['Left', 'Right'] : ['Right', 'Left'];
  map.root.querySelector('.at-left').textContent = oneSided ? '' : names[0];
  map.root.querySelector('.at-right').textContent = oneSided ? '' : names[1];
  map.svg.setAttribute('aria-label', `Body map, ${map.view} view, ${map.layer} layer, ${ZOOMS[map.zoom].toLowerCase()}`);
  map.isLadderOut = map.zoom === 'whole' && map.view === 'back';
  for (const ladder of map.ladders) ladder.hidden = !map.isLadderOut;
  paint(map);
  zoomTo(map, boxOf(map));
}

function drawBody(map) {
  const { svg, figure } = map;
  svg.replaceChildren();
  drawSkin(svg, figure, map.view);
  if (map.layer !== 'superficial') drawBones(svg, figure, map.view);
  map.drawn = drawSites(svg, figure, map.view, map.layer, map.sites);
  drawLines(svg, figure, map.view);
  drawTargets(map.targets, map.drawn, map.sites);
  map.over = make('g', { class: 'over' }, svg);
  map.lens = make('g', { class: 'lens' }, map.over);
  map.rings = { chosen: ring(map, 'chosen'), hover: ring(map, 'hover'), focus: ring(map, 'focus') };
  map.signs = make('g', {}, map.over);
  map.words = make('g', { class: 'words' }, map.over);
  drawLadder(map);
}

function ring(map, name) {
  const group = make('g', { class: `ring ${name}` }, map.over);
  return [make('path', { class: 'halo' }, group), make('path', { class: 'line' }, group)];
}

function drawRing(map, name, key) {
  const site = map.drawn.get(key);
  for (const path of map.rings?.[name] ?? []) {
    path.setAttribute('d', site ? site.path : '');
    if (site) path.setAttribute('transform', sideTransform(site.side, map.view));
  }
}

// The paraspinal ladder enlarged at both edges, and the names of its rungs on the body itself.
function drawLadder(map) {
  const rungs = [...map.drawn.values()].filter((site) => map.sites[site.shape.site].rung);
  for (const ladder of map.ladders) {
    ladder.replaceChildren();
    for (const { shape, side, key } of rungs) {
      if (side === ladder.dataset.side) tag('span', 'rung', ladder, map.sites[shape.site].rung).dataset.key = key;
    }
  }
  const spine = rungs.filter((site) => site.side === 'left');
  if (!spine.length) return;
  for (const { shape, point } of spine) {
    make('text', { x: MIDLINE, y: point[1] }, map.words).textContent = map.sites[shape.site].rung;
  }
  const heights = spine.map((site) => site.point[1]);
  const [top, bottom] = [Math.min(...heights) - 7, Math.max(...heights) + 7];
  const half = MIDLINE - spine[0].point[0] + 7;
  make('rect', { x: MIDLINE - half, y: top, width: 2 * half, height: bottom - top, rx: 5 }, map.lens);
  const edge = MIDLINE - 55;
  const lines = [-1, 1].map((way) => `M${MIDLINE + way * half},${top + 5} L${MIDLINE + way * edge},${top - 45}`);
  make('path', { d: lines.join('') }, map.lens);
}

function boxOf(map) {
  const { box: [u, y, width, height], one_sided: oneSided } = map.figure.zooms[map.zoom];
  const x = oneSided && isMirrored(map.side, map.view) ? MIDLINE - u - width : MIDLINE + u;
  return [x, y, width, height];
}

function zoomTo(map, box) {
  const from = map.box;
  const steady = !from || calm() || from.every((value, i) => Math.abs(value - box[i]) < 0.01);
  cancelAnimationFrame(map.frame);
  map.goal = box;
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

const pixelsPerUnit = (map) => map.stage.clientWidth / map.box[2];
const isInView = (map, [x, y]) => {
  const [left, top, width, height] = map.goal;
  return x > left && x < left + width && y > top && y < top + height;
};

// What keeps its size on the screen at any zoom: targets, signs, patterns, names of the rungs.
function fit(map) {
  if (!map.box || !map.stage.clientWidth) return;
  const scale = pixelsPerUnit(map);
  const sites = [...map.drawn.values()];
  for (const pattern of map.svg.querySelectorAll('pattern')) pattern.setAttribute('patternTransform', `scale(${1 / scale})`);
  placeSigns(map, scale < 1 ? 0.75 / scale : 1 / scale);
  map.words.style.fontSize = `${11 / scale}px`;
  map.words.toggleAttribute('hidden', scale < 1.5);
  map.lens.toggleAttribute('hidden', !map.isLadderOut);
  for (const site of sites) {
    const nearest = Math.min(...sites.filter((other) => other !== site).map((other) => distance(site, other)));
    const size = Math.min(TARGET_PX, nearest * scale);
    const [left, top] = site.point.map((value, i) => (value - map.box[i]) * scale - size / 2);
    site.target.hidden = !isInView(map, site.point);
    Object.assign(site.target.style, { left: `${left}px`, top: `${top}px`, width: `${size}px`, height: `${size}px` });
  }
  rove(map);
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

const distance = (a, b) => Math.hypot(a.point[0] - b.point[0], a.point[1] - b.point[1]);

// Colour every site after its state; the mark of a response is colour, pattern and sign.
function paint(map) {
  const chosen = map.chosen;
  const same = new Set(map.same);
  map.signs.replaceChildren();
  for (const element of map.root.querySelectorAll('[data-key]')) {
    const key = element.dataset.key;
    element.classList.toggle('is-chosen', key === chosen);
    element.classList.toggle('is-same', same.has(key));
    for (const kind of Object.keys(SIGN_PATHS)) element.classList.toggle(`is-${kind}`, map.responses[key] === kind);
    if (!element.matches('.rung')) continue;
    element.querySelector('svg')?.remove();
    if (map.responses[key]) element.append(signPicture(map.responses[key]));
  }
  for (const site of map.drawn.values()) {
    site.target.setAttribute('aria-pressed', String(site.key === chosen));
    site.target.setAttribute('aria-disabled', String(map.disabled));
    const kind = map.responses[site.key];
    if (kind && !(map.isLadderOut && map.sites[site.shape.site].rung)) signMark(kind, map.signs).dataset.at = site.point.join();
  }
  drawRing(map, 'chosen', chosen);
  writeCaption(map);
  writeLegend(map);
}

function writeCaption(map) {
  const [id, side] = (map.chosen ?? '').split('|');
  const site = map.sites[id];
  map.root.querySelector('.caption-name').textContent = site ? `${site.name}, ${side}` : 'Nothing chosen yet';
  map.root.querySelector('.caption-way').textContent = site
    ? [site.roots, site.way].filter(Boolean).join(' · ') : 'Click a muscle or a level of the spine, or choose in the list.';
}

function writeLegend(map) {
  map.legend.replaceChildren();
  const item = (className, text) => {
    const entry = tag('li', '', map.legend);
    tag('span', `swatch ${className}`, entry);
    entry.append(text);
    return entry;
  };
  if (map.chosen) item('is-chosen', 'chosen');
  if (map.same.length) item('is-same', map.segment ? `segment ${map.segment}, both rami` : 'same segment');
  for (const kind of Object.keys(SIGN_PATHS)) {
    if (!Object.values(map.responses).includes(kind)) continue;
    item('', kind).firstChild.replaceWith(signPicture(kind));
  }
}

function pick(map, key) {
  if (!key || map.disabled) return;
  map.pending = { key, since: performance.now() };
  map.chosen = key;
  map.seen = key;
  if (map.drawn.has(key)) map.focusKey = key;
  paint(map);
  fit(map);
  map.tip.hidden = true; // the caption below says the same and hides nothing
  const [site, side] = key.split('|');
  map.trigger('pick', { site, side });
}

function hover(map, key) {
  if (map.hovered === key) return;
  map.hovered = key;
  drawRing(map, 'hover', key === map.chosen ? null : key);
  const site = map.drawn.get(key);
  map.tip.hidden = !site;
  if (!site) return;
  const facts = map.sites[site.shape.site];
  map.tip.querySelector('.tip-name').textContent = `${facts.name}, ${site.side}`;
  map.tip.querySelector('.tip-roots').textContent = facts.roots;
  map.tip.querySelector('.tip-way').textContent = facts.way;
  placeTip(map, site);
}

function placeTip(map, site) {
  const scale = pixelsPerUnit(map);
  const [x, y] = [(site.point[0] - map.box[0]) * scale, (site.point[1] - map.box[1]) * scale];
  const { offsetWidth: width, offsetHeight: height } = map.tip;
  const left = Math.max(0, Math.min(map.stage.clientWidth - width, x - width / 2));
  const above = y - height - 20;
  map.tip.style.left = `${left}px`;
  map.tip.style.top = `${above >= 0 ? above : y + 20}px`;
}

// One stop for the Tab key: the site last in focus, else the chosen one, else the first in view.
function rove(map) {
  const open = inOrder(map);
  const stop = open.find((site) => site.key === map.focusKey) ?? open.find((site) => site.key === map.chosen) ?? open[0];
  for (const site of map.drawn.values()) site.target.tabIndex = site === stop ? 0 : -1;
}

const inOrder = (map) => [...map.drawn.values()].filter((site) => isInView(map, site.point))
  .sort((a, b) => a.point[1] - b.point[1] || a.point[0] - b.point[0]);

// The nearest site in the direction of the arrow; what lies off the direction counts double.
function neighbour(map, from, [dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const site of inOrder(map)) {
    const [x, y] = [site.point[0] - from.point[0], site.point[1] - from.point[1]];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    const cost = ahead + 2 * aside;
    if (site !== from && ahead > 0.5 && cost < least) [best, least] = [site, cost];
  }
  return best;
}

function onKey(map, event) {
  const here = map.drawn.get(event.target.dataset?.key);
  if (!here) return;
  const open = inOrder(map);
  const arrow = ARROWS[event.key];
  const next = { Home: open[0], End: open.at(-1) }[event.key] ?? (arrow && neighbour(map, here, arrow));
  if (event.key === 'Escape') hover(map, null);
  else if (next) next.target.focus();
  else if (!arrow) return;
  event.preventDefault();
}

function onFocus(map, event) {
  const site = map.drawn.get(event.target.dataset?.key);
  if (!site) return;
  map.focusKey = site.key;
  rove(map);
  if (!site.target.matches(':focus-visible')) return;
  drawRing(map, 'focus', site.key);
  hover(map, site.key);
}

// Turn the map so that a site chosen elsewhere can be seen.
function turnTo(map, key) {
  const [id, side] = key.split('|');
  const shapes = map.figure.shapes.filter((shape) => shape.site === id);
  if (!shapes.length) return;
  const here = shapes.find((shape) => shape.view === map.view && shape.layer === map.layer)
    ?? shapes.find((shape) => shape.view === map.view) ?? shapes[0];
  Object.assign(map, { view: here.view, layer: here.layer, side });
  map.goal = boxOf(map);
  if (!isInView(map, onPage(here.needle, side, map.view))) map.zoom = here.zoom;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.map');
  root.bodyMap ??= build(root);
  const map = root.bodyMap;
  map.trigger = setTriggerValue;
  if (map.figureKey !== data.figure_key) {
    Object.assign(map, { figure: JSON.parse(data.figure), figureKey: data.figure_key, box: null });
  }
  if (!map.view) Object.assign(map, { view: data.view, layer: 'superficial', side: data.side, zoom: data.zoom });
  const waiting = map.pending && map.pending.key !== data.picked && performance.now() - map.pending.since < PENDING_MS;
  if (!waiting) map.pending = null;
  const { sites, same, segment, responses, disabled } = data;
  Object.assign(map, { sites, same, segment, responses, disabled, chosen: waiting ? map.pending.key : data.selected });
  if (map.chosen && map.chosen !== map.seen) turnTo(map, map.chosen);
  map.seen = map.chosen;
  show(map);
}
