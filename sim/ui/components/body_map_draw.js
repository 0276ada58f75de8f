// Drawing for the body map: numbers in, SVG out. Points come as whole tenths of a figure unit: u0, y0, u1, y1, …
const SVG = 'http://www.w3.org/2000/svg';
const MIDLINE = 270;

function make(name, attributes = {}, parent = null) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (parent) parent.append(element);
  return element;
}

function tag(name, className, parent, text = '') {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  if (parent) parent.append(element);
  return element;
}

function pairs(tenths) {
  const points = [];
  for (let i = 0; i < tenths.length; i += 2) points.push([tenths[i] / 10, tenths[i + 1] / 10]);
  return points;
}

const at = ([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;
const between = (a, b, share = 0.5) => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];

// A smooth line that starts at the first point, ends at the last and is drawn towards those between.
function smooth(points) {
  if (points.length === 2) return `L${at(points[1])}`;
  let path = '';
  for (let i = 1; i < points.length - 1; i += 1) {
    const end = i === points.length - 2 ? points[i + 1] : between(points[i], points[i + 1]);
    path += `Q${at(points[i])} ${at(end)}`;
  }
  return path;
}

const openLine = (points) => `M${at(points[0])}${smooth(points)}`;

// A smooth closed line drawn towards its points.
function closedLine(points) {
  const start = between(points.at(-1), points[0]);
  return `M${at(start)}${smooth([start, ...points, start])}Z`;
}

const polygon = (points) => `M${points.map(at).join('L')}Z`;

// Round end of a narrow attachment; a broad one is cut straight.
function cap(from, to, tip, before) {
  const width = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (width > 22) return `L${at(to)}`;
  const length = Math.hypot(tip[0] - before[0], tip[1] - before[1]) || 1;
  const reach = Math.min(width * 0.6, 5) / length;
  return `Q${at([tip[0] + (tip[0] - before[0]) * reach, tip[1] + (tip[1] - before[1]) * reach])} ${at(to)}`;
}

// The first half of the points runs from origin to insertion along one edge, the second half back along the other.
function edges(points) {
  const half = points.length / 2;
  return [points.slice(0, half), points.slice(half).reverse()];
}

function bellyPath(points) {
  const [one, other] = edges(points);
  const centre = one.map((point, i) => between(point, other[i]));
  const back = [...other].reverse();
  return `M${at(one[0])}${smooth(one)}${cap(one.at(-1), back[0], centre.at(-1), centre.at(-2))}`
    + `${smooth(back)}${cap(back.at(-1), one[0], centre[0], centre[1])}Z`;
}

// Muscle fibres run from attachment to attachment, as the taut bands among them do.
function fibrePath(points) {
  const [one, other] = edges(points);
  const widest = Math.max(...one.map((point, i) => Math.hypot(point[0] - other[i][0], point[1] - other[i][1])));
  const count = Math.max(1, Math.min(9, Math.round(widest / 5)));
  let path = '';
  for (let k = 1; k <= count; k += 1) path += openLine(one.map((point, i) => between(point, other[i], k / (count + 1))));
  return path;
}

// One half serves both sides of the body; the front view shows the patient's right on the viewer's left.
const isMirrored = (side, view) => (side === 'left') === (view === 'back');
const sideTransform = (side, view) => `translate(${MIDLINE},0)${isMirrored(side, view) ? ' scale(-1,1)' : ''}`;
const onPage = ([u, y], side, view) => [MIDLINE + (isMirrored(side, view) ? -u : u), y];

// The signs as drawings, so that no font decides how they look: a bolt, a wave, half a disc, an empty ring.
const SIGN_PATHS = {
  twitch: { d: 'M1.2,-6 L-4,1 H-0.6 L-1.4,6 L4,-1.6 H0.6 Z', filled: true },
  cramp: { d: 'M-5,0 C-3.5,-5.5 -1.5,-5.5 0,0 S3.5,5.5 5,0', filled: false },
  ache: { d: 'M0,-8 A8,8 0 0,0 0,8 Z', filled: true },
  nothing: { d: '', filled: false },
};

function signMark(kind, parent) {
  const sign = SIGN_PATHS[kind];
  const mark = make('g', { class: `sign is-${kind}` }, parent);
  make('circle', { r: 8, class: 'disc' }, mark);
  make('path', { d: sign.d, class: sign.filled ? 'filled' : 'hollow' }, mark);
  return mark;
}

function signPicture(kind) {
  const picture = make('svg', { viewBox: '-10 -10 20 20', class: 'key', 'aria-hidden': 'true' });
  signMark(kind, picture);
  return picture;
}

// Patterns in CSS pixels: `scale` is set anew whenever the zoom changes. One pair tells responses, one the state of a band.
function addPatterns(defs) {
  for (const use of ['', '-band']) {
    const hatch = make('pattern', { id: `hatch${use}`, width: 5, height: 5, patternUnits: 'userSpaceOnUse' }, defs);
    make('path', { d: 'M-1,1 L1,-1 M0,5 L5,0 M4,6 L6,4', class: `hatch${use}` }, hatch);
    const dots = make('pattern', { id: `dots${use}`, width: 5, height: 5, patternUnits: 'userSpaceOnUse' }, defs);
    make('circle', { cx: 2.5, cy: 2.5, r: 1.2, class: `dots${use}` }, dots);
  }
}

const linesOf = (figure, view, kind) => figure.lines.filter((line) => line.view === view && line.kind === kind)
  .map((line) => pairs(line.points));

function drawSkin(svg, figure, view) {
  const outline = pairs(figure.outline);
  const insets = linesOf(figure, view, 'inset').map(closedLine).join('');
  const half = `M${outline.map(at).join('L')}L-0.6,${outline.at(-1)[1]}L-0.6,${outline[0][1]}Z${insets}`;
  const defs = make('defs', {}, svg);
  make('path', { d: half }, make('clipPath', { id: 'half' }, defs));
  addPatterns(defs);
  const skin = make('g', { class: 'skin' }, svg);
  for (const side of ['left', 'right']) make('path', { d: half, transform: sideTransform(side, view) }, skin);
}

function drawBones(svg, figure, view) {
  const bones = figure.shapes.filter((shape) => shape.view === view && shape.layer === 'bone');
  const group = make('g', { class: 'bones' }, svg);
  for (const side of ['left', 'right']) {
    const half = make('g', { transform: sideTransform(side, view), 'clip-path': 'url(#half)' }, group);
    for (const bone of linesOf(figure, view, 'bone')) make('path', { d: closedLine(bone) }, half);
    for (const bone of bones) make('path', { d: bone.bellies.map((b) => bellyPath(pairs(b))).join('') }, half);
  }
}

function drawLines(svg, figure, view) {
  const creases = linesOf(figure, view, 'crease').map(openLine).join('');
  const fingers = figure.fingers.map((finger) => polygon(pairs(finger))).join('');
  const insets = linesOf(figure, view, 'inset').map(closedLine).join('');
  const contour = `M${pairs(figure.outline).map(at).join('L')}${insets}`;
  const group = make('g', { class: 'lines' }, svg);
  for (const side of ['left', 'right']) {
    const half = make('g', { transform: sideTransform(side, view) }, group);
    make('path', { d: fingers, class: 'fingers' }, half);
    make('path', { d: creases, class: 'creases', 'clip-path': 'url(#half)' }, half);
    make('path', { d: contour, class: 'contour' }, half);
  }
}

// Draw the muscles of one view and layer that can be needled; return them by "shape|side".
function drawShapes(svg, kit, view, layer) {
  const drawn = new Map();
  const shapes = kit.figure.shapes.filter((shape) => shape.view === view && shape.layer === layer && kit.sitesOf.has(shape.id));
  for (const side of ['left', 'right']) {
    const half = make('g', { transform: sideTransform(side, view), 'clip-path': 'url(#half)' }, svg);
    for (const shape of shapes) {
      const key = `${shape.id}|${side}`;
      const bellies = shape.bellies.map(pairs);
      const path = bellies.map(bellyPath).join('');
      const group = make('g', { class: 'site', 'data-key': key }, half);
      make('path', { d: path, class: 'belly' }, group);
      make('path', { d: path, class: 'mark' }, group);
      drawn.set(key, { key, path, shape, side, group, bellies, point: onPage(shape.needle, side, view) });
    }
  }
  return drawn;
}

// Fibres are drawn once someone looks closely.
function drawFibres(drawn) {
  for (const { shape, group, bellies } of drawn.values()) {
    if (shape.id.startsWith('multifidus_')) continue;
    group.firstChild.after(make('path', { d: bellies.map(fibrePath).join(''), class: 'fibre' }));
  }
}
