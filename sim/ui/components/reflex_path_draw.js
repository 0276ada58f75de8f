// Drawing for the reflex path: boxes are HTML in a grid, so that words wrap; wires are SVG, fitted to the boxes.
const SVG = 'http://www.w3.org/2000/svg';

function make(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

function tag(name, className, parent, text = '') {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  parent.append(element);
  return element;
}

const NARROW_PX = 470;

function drawNodes(view, data) {
  for (const box of view.boxes.values()) box.remove();
  view.boxes.clear();
  for (const node of data.nodes) {
    const box = tag('div', `node is-${node.role}`, view.board);
    const number = data.order.lastIndexOf(node.place);
    if (number > 0) tag('span', 'badge', box, number);
    tag('strong', '', box, node.name);
    if (node.note) tag('span', 'note', box, node.note);
    if (node.figures) drawFigures(box, node);
    if (node.place === data.died_at) tag('span', 'death', box, '✕ died here').hidden = true;
    view.boxes.set(node.place, box);
  }
}

// The bar reaches past the mark in its middle where the drive is above the threshold.
function drawFigures(box, node) {
  const gauge = tag('span', 'gauge', box);
  gauge.setAttribute('aria-hidden', 'true');
  tag('span', 'fill', gauge).style.width = `${100 * node.fill}%`;
  tag('span', 'figures', box, node.figures);
  tag('span', 'margin', box, node.margin);
}

function place(view) {
  const cells = view.board.clientWidth < NARROW_PX ? 'narrow' : 'wide';
  view.board.dataset.cells = cells;
  for (const node of view.data.nodes) {
    const { row, column, span } = node[cells];
    const box = view.boxes.get(node.place);
    box.style.gridRow = row + 1;
    box.style.gridColumn = `${column + 1} / span ${span}`;
  }
}

// Arrowheads in CSS pixels: they must not grow with the width of the wire.
function drawHeads(svg) {
  const defs = make('defs', {}, svg);
  for (const name of ['idle', 'lit', 'shared']) {
    const head = make('marker', {
      id: `head-${name}`, viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 10, markerHeight: 10,
      markerUnits: 'userSpaceOnUse', orient: 'auto-start-reverse',
    }, defs);
    make('path', { d: 'M0,0.8 L10,5 L0,9.2 Z', class: `tip-${name}` }, head);
  }
  const bar = make('marker', {
    id: 'head-bar', viewBox: '0 0 10 14', refX: 5, refY: 7, markerWidth: 10, markerHeight: 14,
    markerUnits: 'userSpaceOnUse', orient: 'auto',
  }, defs);
  make('path', { d: 'M5,1 V13', class: 'tip-bar' }, bar);
}

function edgesOf(box, cell) {
  const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = box;
  return { left, top, right: left + width, bottom: top + height, x: left + width / 2, y: top + height / 2, ...cell };
}

// A straight wire from side to side, or with a bend in the gap between two columns; the inhibiting one goes round the
// box between it and the pool.
function wirePath(from, to, kind) {
  const gap = 3;
  if (kind === 'inhibits') {
    const out = from.right + 20;
    return `M${from.right},${from.y} H${out - 8} Q${out},${from.y} ${out},${from.y - 8} V${to.y + 8}`
      + ` Q${out},${to.y} ${out - 8},${to.y} H${to.right + gap + 2}`;
  }
  const [start, end] = from.x < to.x ? [from.right, to.left - gap] : [from.left, to.right + gap];
  if (from.row === to.row) return `M${start},${from.y} L${end},${from.y}`;
  if (from.column === to.column) {
    return from.y < to.y ? `M${from.x},${from.bottom} L${to.x},${to.top - gap}` : `M${from.x},${from.top} L${to.x},${to.bottom + gap}`;
  }
  const middle = (start + end) / 2;
  return `M${start},${from.y} H${middle} V${to.y} H${end}`;
}

const HEAD_OF = { excites: 'idle', inhibits: 'bar', shares: 'shared' };
const CLASS_OF = { excites: '', inhibits: 'is-inhibiting', shares: 'is-sharing' };

function drawWires(view, data) {
  view.svg.replaceChildren();
  drawHeads(view.svg);
  view.glows.clear();
  const { cells } = view.board.dataset;
  const edges = new Map(data.nodes.map((node) => [node.place, edgesOf(view.boxes.get(node.place), node[cells])]));
  for (const { source, target, kind } of data.wires) {
    const d = wirePath(edges.get(source), edges.get(target), kind);
    make('path', { d, class: `wire ${CLASS_OF[kind]}`, 'marker-end': `url(#head-${HEAD_OF[kind]})` }, view.svg);
    if (kind !== 'excites') continue;
    const glow = make('path', { d, class: 'glow', pathLength: 1, 'stroke-dasharray': '0 1' }, view.svg);
    view.glows.set(`${source}>${target}`, glow);
  }
}
