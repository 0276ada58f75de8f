// What the colours tell: the root in view, what the needle brought, the leading root of each muscle, or what is known of its band.
const isShownByRoot = (map) => map.mode === 'segment';

// Sites of one shape are levels of one muscle: what is told of any of them is told of the shape.
function byShape(map, told) {
  const shapes = new Map();
  for (const [key, value] of Object.entries(told ?? {})) {
    const shape = shapeKey(map, key);
    if (!shapes.has(shape)) shapes.set(shape, []);
    shapes.get(shape).push({ key, value });
  }
  return shapes;
}

function shapeKey(map, key) {
  const [id, side] = key.split('|');
  return `${map.kit.sites[id]?.shape ?? id}|${side}`;
}

// The best of several responses is the first of this order.
const bestKind = (kinds) => Object.keys(SIGN_PATHS).find((kind) => kinds.includes(kind)) ?? null;

function kindOf(map, key) {
  if (map.mode === 'needled') return bestKind((map.needledShapes.get(key) ?? []).map(({ value }) => value));
  if (map.mode === 'findings') return bestKind((map.foundShapes.get(key) ?? []).map(({ value }) => value.kind));
  return null;
}

function bandOf(map, key) {
  if (map.mode !== 'findings') return null;
  const bands = (map.foundShapes.get(key) ?? []).map(({ value }) => value).filter((value) => value.shortness !== null);
  return bands.sort((a, b) => b.shortness - a.shortness)[0] ?? null;
}

// Three steps each, so that they can be told apart without the colour.
const STEPS = [[2 / 3, 3], [1 / 3, 2], [0, 1]];
const stepOf = (share) => STEPS.find(([least]) => share >= least)[1];

function paint(map) {
  const same = new Set(map.same.map((key) => shapeKey(map, key)));
  map.needledShapes = byShape(map, map.responses);
  map.foundShapes = byShape(map, map.findings);
  map.signs.replaceChildren();
  map.words.replaceChildren();
  map.root.dataset.mode = map.mode;
  for (const site of map.drawn.values()) paintSite(map, site, same);
  for (const { key, part, target } of map.stops) {
    if (part) continue;
    target.setAttribute('aria-pressed', String(key === map.chosenShape));
    target.setAttribute('aria-disabled', String(map.disabled));
  }
  drawRing(map, 'chosen', map.chosenShape);
  writeCaption(map);
  writeLegend(map);
  writeTwin(map);
}

function paintSite(map, site, same) {
  const { group, key } = site;
  const kind = kindOf(map, key);
  const band = bandOf(map, key);
  group.classList.toggle('is-chosen', key === map.chosenShape);
  group.classList.toggle('is-same', same.has(key));
  for (const other of Object.keys(SIGN_PATHS)) group.classList.toggle(`is-${other}`, kind === other);
  for (const step of [1, 2, 3]) {
    group.classList.toggle(`is-short-${step}`, band !== null && stepOf(band.shortness) === step);
    group.classList.toggle(`is-irritable-${step}`, band !== null && stepOf(band.irritability) === step);
  }
  const root = isShownByRoot(map) ? rootOf(map, site) : null;
  group.style.setProperty('--fill', root ? `var(--root-${root.toLowerCase()})` : '');
  if (kind) signMark(kind, map.signs).dataset.at = site.point.join();
  writeOn(map, site, root, band);
}

// The root that colours a shape: of several levels the one in view, else the middle one.
function rootOf(map, site) {
  const ids = map.kit.sitesOf.get(site.shape.id);
  return map.kit.sites[levelOf(map, ids)].root;
}

function levelOf(map, ids) {
  const chosen = ids.find((id) => map.chosen?.startsWith(`${id}|`));
  return chosen ?? ids.find((id) => map.kit.sites[id].level === map.segment) ?? ids[Math.floor(ids.length / 2)];
}

function ring(map, name) {
  const group = make('g', { class: `ring ${name}` }, map.over);
  return [make('path', { class: 'halo' }, group), make('path', { class: 'line' }, group)];
}

// A ring around one muscle, or around all of a part of the body.
function drawRing(map, name, key) {
  const site = map.drawn.get(key);
  const stop = site ? null : map.stops.find((other) => other.key === key && other.part);
  for (const path of map.rings[name]) {
    path.setAttribute('d', site ? site.path : '');
    if (site) path.setAttribute('transform', sideTransform(site.side, map.view));
  }
  map.parts.replaceChildren();
  if (!stop) return;
  for (const side of SIDES) {
    const d = stop.sites.filter((other) => other.side === side).map((other) => other.path).join('');
    if (d) make('path', { d, transform: sideTransform(side, map.view) }, map.parts);
  }
}
