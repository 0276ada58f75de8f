// The body map: a picture of the needle sites that mirrors the list beside it. A kit draws every map that names it.
const PENDING_MS = 1500;
const KEY_LENGTH = 16;

function build(root, kit) {
  const find = (selector) => root.querySelector(selector);
  root.style.visibility = '';
  tag('style', '', root, kit.style);
  const map = {
    kit, root, svg: find('.body'), targets: find('.targets'), stage: find('.stage'), tip: find('.tip'), legend: find('.legend'),
    twin: find('.twin'), drawn: new Map(), stops: [], box: null, drawnAs: '', pending: null, focusKey: null,
  };
  for (const field of root.querySelectorAll('.choice')) addChoice(map, field);
  for (const menu of root.querySelectorAll('select')) menu.onchange = () => { map[menu.dataset.choice] = menu.value; show(map); };
  const keyOf = (event) => event.target.closest('[data-key]')?.dataset.key ?? null;
  find('.out').onclick = () => backOut(map);
  map.stage.onclick = (event) => press(map, keyOf(event) ?? nearestKey(map, event));
  map.stage.onpointermove = (event) => { if (event.pointerType === 'mouse') hover(map, keyOf(event)); };
  map.stage.onpointerleave = () => hover(map, null);
  map.stage.onkeydown = (event) => onKey(map, event);
  map.stage.addEventListener('focusin', (event) => onFocus(map, event));
  map.stage.addEventListener('focusout', () => { drawRing(map, 'focus', null); hover(map, null); });
  map.twin.ontoggle = () => writeTwin(map);
  new ResizeObserver(() => resize(map)).observe(map.stage);
  return map;
}

function resize(map) {
  if (!map.goal || map.width === map.stage.clientWidth) return;
  map.width = map.stage.clientWidth;
  placeStops(map);
  fit(map);
}

function addChoice(map, field) {
  const name = field.dataset.choice;
  for (const [value, word] of Object.entries(WORDS[name])) {
    const label = tag('label', '', field);
    const input = tag('input', '', label);
    Object.assign(input, { type: 'radio', name, value });
    input.onchange = () => { map[name] = value; show(map); };
    tag('span', '', label, word);
  }
}

// Bring everything on the page to what `map` says: view, layer, zoom, side, and the state of each site.
function show(map) {
  map.width = map.stage.clientWidth; // read once: a read after a write makes the browser lay out the page again
  settleLayer(map);
  const drawnAs = [map.view, map.layer].join();
  if (map.drawnAs !== drawnAs) {
    drawBody(map);
    map.drawnAs = drawnAs;
  }
  if (!isWhole(map) && !map.hasFibres) {
    drawFibres(map.drawn);
    map.hasFibres = true;
  }
  map.root.dataset.zoom = map.zoom;
  showChoices(map);
  const oneSided = isOneSided(map);
  const names = map.view === 'back' ? ['Left', 'Right'] : ['Right', 'Left'];
  map.root.querySelector('.at-left').textContent = oneSided ? '' : names[0];
  map.root.querySelector('.at-right').textContent = oneSided ? '' : names[1];
  const where = [WORDS.view[map.view], WORDS.layer[map.layer], partName(map, map.zoom)].join(', ').toLowerCase();
  map.svg.setAttribute('aria-label', `Body map: ${where}`);
  zoomTo(map, boxOf(map));
  paint(map);
  fit(map);
}

const shapesIn = (map, layer) => map.kit.figure.shapes.some((shape) => shape.view === map.view && shape.layer === layer
  && (isWhole(map) || shape.zoom === map.zoom) && map.kit.sitesOf.has(shape.id));

// Where the part in view has nothing in this layer, the nearest layer that has something.
function settleLayer(map) {
  const layers = Object.keys(WORDS.layer);
  const from = layers.indexOf(map.layer);
  const nearest = layers.filter((layer) => shapesIn(map, layer))
    .sort((a, b) => Math.abs(layers.indexOf(a) - from) - Math.abs(layers.indexOf(b) - from));
  if (nearest.length && !nearest.includes(map.layer)) [map.layer] = nearest;
}

function showChoices(map) {
  const more = unseen(map);
  for (const field of map.root.querySelectorAll('.choice')) {
    for (const input of field.querySelectorAll('input')) {
      input.checked = input.value === map[field.dataset.choice];
      if (field.dataset.choice === 'layer') input.disabled = !shapesIn(map, input.value);
      const isMore = field.dataset.choice !== 'side' && !input.checked && hasMore(map, more, field.dataset.choice, input.value);
      input.nextSibling.classList.toggle('has-more', isMore);
      if (isMore) input.setAttribute('aria-describedby', 'has-more');
      else input.removeAttribute('aria-describedby');
    }
  }
  const side = map.root.querySelector('[data-choice="side"]');
  side.hidden = !isOneSided(map);
  side.classList.toggle('is-left', isMirrored(map.side, map.view)); // the corner away from the body
  map.root.querySelector('.out').disabled = isWhole(map);
  const used = new Set(map.kit.figure.shapes.filter((shape) => shape.view === map.view && map.kit.sitesOf.has(shape.id)).map((shape) => shape.zoom));
  const parts = Object.keys(map.kit.figure.zooms).filter((zoom) => zoom === 'whole' || zoom === map.zoom || used.has(zoom));
  fillMenu(map, 'zoom', parts.map((zoom) => [zoom, partName(map, zoom)]));
  fillMenu(map, 'mode', map.modes.map((mode) => [mode, WORDS.mode[mode]]));
}

// Shapes of the segment in view, or with a mark, that cannot be seen here.
function unseen(map) {
  const told = map.mode === 'findings' ? Object.keys(map.findings ?? {}) : Object.keys(map.responses);
  const keys = new Set([...map.same, ...told].map((key) => shapeKey(map, key)).filter((key) => !map.drawn.has(key)));
  return map.kit.figure.shapes.filter(({ id }) => keys.has(`${id}|left`) || keys.has(`${id}|right`));
}

// Whether another view or layer shows some of them.
function hasMore(map, shapes, choice, value) {
  if (choice === 'view') return shapes.some((shape) => shape.view === value);
  return shapes.some((shape) => shape.view === map.view && shape.layer === value && (isWhole(map) || shape.zoom === map.zoom));
}

function fillMenu(map, name, options) {
  const menu = map.root.querySelector(`select[data-choice="${name}"]`);
  const filled = JSON.stringify(options);
  if (menu.dataset.filled !== filled) {
    menu.replaceChildren();
    for (const [value, word] of options) tag('option', '', menu, word).value = value;
    menu.dataset.filled = filled;
  }
  menu.value = map[name];
}

function drawBody(map) {
  const { svg, kit } = map;
  svg.replaceChildren();
  drawSkin(svg, kit.figure, map.view);
  if (map.layer !== 'superficial') drawBones(svg, kit.figure, map.view);
  map.drawn = drawShapes(svg, kit, map.view, map.layer);
  map.hasFibres = false;
  drawLines(svg, kit.figure, map.view);
  map.over = make('g', { class: 'over' }, svg);
  map.parts = make('g', { class: 'parts' }, map.over);
  map.rings = { chosen: ring(map, 'chosen'), hover: ring(map, 'hover'), focus: ring(map, 'focus') };
  map.signs = make('g', {}, map.over);
  map.words = make('g', { class: 'words' }, map.over);
}

const isSmall = (map, site) => !map.stops.some((stop) => stop.key === site.key);

// A muscle that is large enough is picked; a small one, or a part of the whole figure, is enlarged first.
function press(map, key) {
  if (!key) return;
  const part = map.stops.find((stop) => stop.key === key && stop.part);
  const site = map.drawn.get(key);
  if (part) enlarge(map, part, false);
  else if (site && isSmall(map, site)) enlarge(map, { part: site.shape.zoom, side: site.side, sites: [site] }, false);
  else if (site) pick(map, site);
}

function pick(map, site) {
  if (map.disabled) return;
  const ids = map.kit.sitesOf.get(site.shape.id);
  const id = levelOf(map, ids);
  const key = `${id}|${site.side}`;
  map.pending = { key, since: performance.now() };
  Object.assign(map, { chosen: key, chosenShape: site.key, seen: key, focusKey: site.key });
  paint(map);
  fit(map);
  rove(map);
  map.tip.hidden = true; // the caption below says the same and hides nothing
  map.trigger('pick', { site: id, side: site.side });
}

function draw({ data, setTriggerValue }, root, kit) {
  if (root.bodyMap?.kit !== kit) {
    root.querySelector('style')?.remove();
    root.bodyMap = build(root, kit);
  }
  const map = root.bodyMap;
  map.trigger = setTriggerValue;
  if (!map.view) Object.assign(map, { layer: 'superficial', asked: null, ...data.first });
  const waiting = map.pending && map.pending.key !== data.picked && performance.now() - map.pending.since < PENDING_MS;
  if (!waiting) map.pending = null;
  const { same, segment, responses, findings, disabled } = data;
  const chosen = waiting ? map.pending.key : data.selected;
  Object.assign(map, { same, segment, responses, findings, disabled, chosen, chosenShape: chosen && shapeKey(map, chosen) });
  map.modes = data.modes.filter((mode) => mode !== 'findings' || findings);
  if (!map.modes.includes(map.mode)) [map.mode] = map.modes;
  if (data.zoom !== map.asked) lookAt(map, data.zoom);
  if (chosen && chosen !== map.seen) turnTo(map, map.chosenShape);
  map.seen = chosen;
  show(map);
}

function makeKit(content) {
  const kit = JSON.parse(content);
  kit.sitesOf = new Map();
  kit.nameOf = new Map();
  for (const [id, site] of Object.entries(kit.sites)) {
    if (!kit.sitesOf.has(site.shape)) kit.sitesOf.set(site.shape, []);
    kit.sitesOf.get(site.shape).push(id);
    kit.nameOf.set(site.shape, site.family);
  }
  kit.draw = (args, root) => draw(args, root, kit);
  return kit;
}

export default function ({ data }) {
  const maps = (globalThis.imsBodyMaps ??= { kits: new Map(), waiting: new Map() });
  const key = new TextDecoder().decode(data.subarray(0, KEY_LENGTH));
  if (!maps.kits.has(key)) maps.kits.set(key, makeKit(new TextDecoder().decode(data.subarray(KEY_LENGTH))));
  for (const [root, args] of maps.waiting) {
    if (args.data.kit !== key) continue;
    maps.waiting.delete(root);
    maps.kits.get(key).draw(args, root);
  }
}
