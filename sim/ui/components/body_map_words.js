// The words of the map: names, the tip, the caption, the legend, and the twin of the picture as text.
const WORDS = {
  view: { back: 'Back', front: 'Front' },
  layer: { superficial: 'Surface', deep: 'Deep', deepest: 'Deepest' },
  side: { left: 'Left', right: 'Right' },
  mode: { root: 'Root', needled: 'Needled', segment: 'Segment', findings: 'Findings' },
};
const PARTS = {
  whole: 'Whole body', neck: 'Neck', shoulder: 'Shoulder', arm: 'Upper arm', forearm: 'Forearm', hand: 'Hand',
  chest: { back: 'Upper back', front: 'Chest' }, waist: { back: 'Low back', front: 'Belly' },
  hip: { back: 'Buttock', front: 'Hip and groin' }, thigh: 'Thigh', leg: 'Leg', foot: 'Foot', sole: 'Sole',
};
const SHORT_WORDS = ['', 'a little short', 'short', 'very short'];
const IRRITABLE_WORDS = ['', 'calm', 'irritable', 'very irritable'];

function partName(map, zoom) {
  const name = PARTS[zoom] ?? zoom;
  return name[map.view] ?? name;
}

// A muscle of many levels goes by the name it has without one.
const nameOf = (map, site) => map.kit.nameOf.get(site.shape.id);

function factsOf(map, key) {
  const [id, side] = key.split('|');
  const ids = map.kit.sitesOf.get(id);
  if (!ids) return null;
  const site = map.kit.sites[levelOf(map, ids)];
  const told = (map.foundShapes.get(key) ?? []).map(({ value }) => value.words);
  return {
    name: `${map.kit.nameOf.get(id)}, ${side}`,
    lines: [
      site.roots + (site.standing ? ` (roots ${site.standing})` : ''),
      ids.length > 1 ? `${levelsText(map, ids)}, picked at ${site.level}` : '',
      site.way,
      site.near ? `Near it: ${site.near}` : '',
      ...told,
    ].filter(Boolean),
  };
}

const levelsText = (map, ids) => `levels ${map.kit.sites[ids[0]].level} to ${map.kit.sites[ids.at(-1)].level}`;

function hover(map, key) {
  if (map.hovered === key) return;
  map.hovered = key;
  drawRing(map, 'hover', key === map.chosenShape ? null : key);
  const site = map.drawn.get(key);
  const facts = site && factsOf(map, key);
  map.tip.hidden = !facts;
  if (!facts) return;
  map.tip.querySelector('.tip-name').textContent = facts.name;
  const lines = map.tip.querySelector('.tip-facts');
  lines.replaceChildren();
  for (const line of facts.lines) tag('span', '', lines, line);
  if (isSmall(map, site)) tag('em', '', lines, `Click to enlarge: ${partName(map, site.shape.zoom).toLowerCase()}`);
  placeTip(map, site);
}

function placeTip(map, site) {
  const scale = pixelsPerUnit(map);
  const [x, y] = [(site.point[0] - map.box[0]) * scale, (site.point[1] - map.box[1]) * scale];
  const { offsetWidth: width, offsetHeight: height } = map.tip;
  const left = Math.max(0, Math.min(map.stage.clientWidth - width, x - width / 2));
  const above = y - height - 22;
  map.tip.style.left = `${left}px`;
  map.tip.style.top = `${above >= -40 ? above : y + 22}px`;
}

function writeCaption(map) {
  const [id, side] = (map.chosen ?? '').split('|');
  const site = map.kit.sites[id];
  const [name, way] = site
    ? [`${site.name}, ${side}`, [site.roots, site.way].filter(Boolean).join(' · ')]
    : nothingChosen(map);
  map.root.querySelector('.caption-name').textContent = name;
  map.root.querySelector('.caption-way').textContent = way;
}

function nothingChosen(map) {
  const enlarging = 'Click a part of the body to enlarge it';
  if (map.disabled) return ['Point at a muscle', isWhole(map) ? `${enlarging}.` : 'What is known of it is told there.'];
  return ['Nothing chosen yet', `${isWhole(map) ? enlarging : 'Click a muscle'}, or choose in the list.`];
}

// On the muscle itself: its root, or how short and how irritable its band is. What would lie on another word is left out.
function writeOn(map, site, root, band) {
  const { level } = map.kit.sites[site.shape.id] ?? {};
  if (level) {
    if (site.side === 'left') word(map, [MIDLINE, site.point[1]], level);
  } else if (root) word(map, site.point, root);
  else if (band) word(map, site.point, `${percent(band.shortness)} · ${percent(band.irritability)}`);
}

const percent = (share) => String(Math.round(100 * share));
const WORD_PX = [6, 7];

function word(map, [x, y], text) {
  const scale = goalScale(map);
  const [wide, high] = [WORD_PX[0] * text.length, 2 * WORD_PX[1]];
  const lies = ({ dataset }) => Math.abs(dataset.x - x) * scale < wide && Math.abs(dataset.y - y) * scale < high;
  if ([...map.words.children].some(lies)) return;
  const written = make('text', { x, y }, map.words);
  Object.assign(written.dataset, { x, y });
  written.textContent = text;
}

function writeLegend(map) {
  map.legend.replaceChildren();
  const item = (className, text, fill = '') => {
    const entry = tag('li', '', map.legend);
    tag('span', `swatch ${className}`, entry).style.setProperty('--fill', fill);
    entry.append(text);
    return entry;
  };
  if (map.chosen) item('is-chosen', 'chosen');
  if (map.same.length) item('is-same', map.segment ? `segment ${map.segment}, both rami` : 'same segment');
  if (isShownByRoot(map)) for (const [first, last] of rootSpans(map)) item('is-root', first === last ? first : `${first}–${last}`, spanFill(first, last));
  for (const kind of Object.keys(SIGN_PATHS)) {
    if (![...map.drawn.keys()].some((key) => kindOf(map, key) === kind)) continue;
    item('', kind).firstChild.replaceWith(signPicture(kind));
  }
  if (![...map.drawn.keys()].some((key) => bandOf(map, key))) return;
  for (const step of [1, 2, 3]) item(`is-short-${step}`, SHORT_WORDS[step]);
  for (const step of [2, 3]) item(`is-irritable-${step}`, IRRITABLE_WORDS[step]);
  tag('li', '', map.legend, 'number: short % · irritable %');
}

// First and last root of each region of the spine that leads a muscle of the map.
function rootSpans(map) {
  const spans = [];
  for (const region of 'CTLS') {
    const numbers = Object.values(map.kit.sites).map(({ root }) => root)
      .filter((root) => root.startsWith(region)).map((root) => Number(root.slice(1)));
    if (numbers.length) spans.push([`${region}${Math.min(...numbers)}`, `${region}${Math.max(...numbers)}`]);
  }
  return spans;
}

const spanFill = (first, last) => `linear-gradient(90deg, var(--root-${first.toLowerCase()}), var(--root-${last.toLowerCase()}))`;

// The picture as text, made when it is asked for.
function writeTwin(map) {
  if (!map.twin.open) return;
  const list = map.twin.querySelector('ul');
  list.replaceChildren();
  for (const line of twinLines(map)) tag('li', '', list, line);
}

function twinLines(map) {
  const named = (key) => {
    const [id, side] = key.split('|');
    return `${map.kit.sites[id]?.name ?? id}, ${side}`;
  };
  if (map.mode === 'root') {
    const names = new Set(map.same.map((key) => map.kit.sites[key.split('|')[0]]?.name));
    return names.size ? [...names] : ['No root is in view.'];
  }
  if (map.mode === 'needled') {
    const lines = Object.entries(map.responses).map(([key, kind]) => `${named(key)}: ${kind}`);
    return lines.length ? lines : ['Nothing has been needled at this visit.'];
  }
  if (map.mode === 'findings') {
    const lines = Object.entries(map.findings ?? {}).map(([key, found]) => `${named(key)}: ${found.words}`);
    return lines.length ? lines : ['Nothing is known of any band yet.'];
  }
  const led = new Map();
  for (const { name, root } of Object.values(map.kit.sites)) {
    if (!led.has(root)) led.set(root, []);
    led.get(root).push(name);
  }
  const order = (root) => 'CTLS'.indexOf(root[0]) * 100 + Number(root.slice(1));
  return [...led].sort(([a], [b]) => order(a) - order(b)).map(([root, names]) => `${root} leads: ${names.join('; ')}`);
}
