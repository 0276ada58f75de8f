// Panels of points over days, and rows of marks below them. Drawn anew on every run: it is small and has no state.
const SVG = 'http://www.w3.org/2000/svg';

function make(name, attributes, parent, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  parent.append(node);
  return node;
}

function sizes(data) {
  return data.small
    ? { width: 260, left: 18, right: 10, panel: 66, gap: 26, row: 18, font: 10, title: 0 }
    : { width: 366, left: 26, right: 14, panel: 84, gap: 36, row: 26, font: 11, title: 18 };
}

function drawPanel(svg, panel, top, x, size) {
  const y = (value) => top + size.panel * (1 - value / panel.top);
  if (size.title) make('text', { x: 0, y: top - 12, class: 'title' }, svg, panel.title);
  for (const value of [0, panel.top / 2, panel.top]) {
    const rule = value === 0 ? 'zero' : 'rule';
    make('line', { x1: x(0), x2: size.width - size.right, y1: y(value), y2: y(value), class: rule }, svg);
    make('text', { x: size.left - 6, y: y(value) + 3.5, 'text-anchor': 'end' }, svg, value);
  }
  const at = panel.points.map(([day, value]) => [x(day), y(value)]);
  const nVisits = panel.points.filter(([, , name]) => name.startsWith('visit')).length;
  const path = (points) => points.map((point) => point.map((value) => value.toFixed(1)).join()).join(' ');
  make('polyline', { points: path(at.slice(0, nVisits)), class: 'line' }, svg);
  if (at.length > nVisits) make('polyline', { points: path(at.slice(nVisits - 1)), class: 'line after' }, svg);
  at.forEach(([px, py], index) => {
    const last = index === at.length - 1 ? ' last' : '';
    make('circle', { cx: px, cy: py, r: last ? 4 : 3, class: `dot${last}` }, svg);
  });
  const [, value] = panel.points.at(-1);
  const [px, py] = at.at(-1);
  const label = `${panel.top > 10 ? value.toFixed(0) : value.toFixed(1)}${panel.unit}`;
  const anchor = px > size.width - 60 ? 'end' : 'start';
  const dx = anchor === 'end' ? 4 : 8;
  make('text', { x: px + dx, y: py - 8 < top ? py + 18 : py - 8, class: 'value', 'text-anchor': anchor }, svg, label);
}

function drawRow(svg, row, top, x, size) {
  make('text', { x: 0, y: top + 10, class: 'title' }, svg, row.title);
  for (const [day, share] of row.marks) {
    make('circle', { cx: x(day), cy: top + 26, r: 6, class: 'mark' }, svg);
    if (share > 0) make('circle', { cx: x(day), cy: top + 26, r: 6 * Math.sqrt(share), class: 'share' }, svg);
  }
}

function drawWeeks(svg, top, data, x, size) {
  const weeks = data.last_day / 7;
  const step = weeks > 30 ? 12 : 4;
  for (let week = 0; week <= weeks + 0.01; week += step) {
    const anchor = week === 0 ? 'start' : week > weeks - 1 ? 'end' : 'middle';
    const word = week === 0 ? 'first visit' : `week ${week}`;
    make('text', { x: x(week * 7), y: top, 'text-anchor': anchor }, svg, word);
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector('.course');
  const size = sizes(data);
  const x = (day) => size.left + (size.width - size.left - size.right) * (day / data.last_day);
  const step = size.panel + size.gap;
  const panels = data.panels.length * step + size.title;
  const height = panels + data.rows.length * (size.row + 20);
  const svg = document.createElementNS(SVG, 'svg');
  const attributes = { viewBox: `0 0 ${size.width} ${height}`, role: 'img', 'aria-label': data.alt, 'font-size': size.font };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  data.panels.forEach((panel, index) => drawPanel(svg, panel, index * step + size.title + 6, x, size));
  drawWeeks(svg, panels - size.gap + 24, data, x, size);
  data.rows.forEach((row, index) => drawRow(svg, row, panels + 10 + index * (size.row + 20), x, size));
  root.replaceChildren(svg);
}
