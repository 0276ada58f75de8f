// What the needle brought: EMG and force over the first moments, and for a cramp the force over its whole length.
// The data are bytes: int32 numbers of EMG, force and tail samples and of text bytes; the samples as float32; JSON.
const HEADER = 4;
const LEFT = 46;
const RIGHT = 40;
const TOP = 18;
const BOTTOM = 22;
const BEFORE_MS = 12;

function decode(bytes) {
  const buffer = bytes.slice().buffer; // a copy starts at an aligned address
  const [emgSize, forceSize, tailSize, textSize] = new Int32Array(buffer, 0, HEADER);
  const samples = new Float32Array(buffer, HEADER * 4, emgSize + forceSize + tailSize);
  const text = new Uint8Array(buffer, (HEADER + emgSize + forceSize + tailSize) * 4, textSize);
  return {
    emg: samples.subarray(0, emgSize),
    force: samples.subarray(emgSize, emgSize + forceSize),
    tail: samples.subarray(emgSize + forceSize),
    ...JSON.parse(new TextDecoder().decode(text)),
  };
}

// The values of CSS variables as the theme in view gives them.
function colours(root, names) {
  const probe = document.createElement('span');
  root.append(probe);
  const found = {};
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

function sheet(canvas, root) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const style = getComputedStyle(root);
  pen.font = `${style.fontSize} ${style.fontFamily}`;
  pen.textBaseline = 'middle';
  return { pen, width, height, left: LEFT, right: width - RIGHT, top: TOP, bottom: height - BOTTOM };
}

function line(pen, colour, width, points, dash = []) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineJoin = 'round';
  pen.setLineDash(dash);
  pen.beginPath();
  points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.stroke();
  pen.setLineDash([]);
}

function write(pen, colour, text, x, y, align = 'left') {
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.fillText(text, x, y);
}

// The smallest round number that is not below a value.
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value * 0.999);
}

function timeAxis(area, ink, from, to, step, unit) {
  const { pen, left, right, top, bottom } = area;
  const x = (t) => left + ((t - from) / (to - from)) * (right - left);
  for (let t = Math.ceil(from / step) * step; t <= to + 1e-9; t += step) {
    line(pen, ink.line, 1, [[x(t), top], [x(t), bottom]]);
    write(pen, ink.muted, t === 0 ? `0 ${unit}` : `${t}`, x(t), bottom + 12, 'center');
  }
  line(pen, ink.line, 1, [[left, bottom], [right, bottom]]);
  return x;
}

// Smallest and largest sample of each pixel column, so that no spike is lost however narrow the picture.
function drawEmg(area, ink, emg, stepMs, x, y) {
  const { pen, left, right } = area;
  const columns = new Map();
  emg.forEach((value, i) => {
    const column = Math.round(x(i * stepMs));
    const span = columns.get(column);
    columns.set(column, span ? [Math.min(span[0], value), Math.max(span[1], value)] : [value, value]);
  });
  const points = [];
  for (const [column, [low, high]] of columns) {
    if (column >= left && column <= right) points.push([column, y(low)], [column, y(high)]);
  }
  line(pen, ink.ink, 0.9, points);
}

function drawTrace(root, canvas, answer) {
  const ink = colours(root, ['ink', 'muted', 'line', 'accent', 'card', answer.kind]);
  const area = sheet(canvas, root);
  const { pen, left, right, top, bottom } = area;
  const endMs = answer.kind === 'cramp' ? 400 : 300;
  const x = timeAxis(area, ink, -BEFORE_MS, endMs, right - left < 330 ? 100 : 50, 'ms');
  const peak = answer.emg.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // A floor: what the passing needle itself makes must not look like an answer.
  const scale = roundUp(Math.max(peak, 400));
  const middle = (top + bottom) / 2;
  const emgY = (value) => middle - (value / scale) * (bottom - top) * 0.46;
  for (const value of [scale, 0, -scale]) {
    write(pen, ink.muted, `${value > 0 ? '+' : ''}${value}`.replace('-', '−'), left - 6, emgY(value), 'right');
  }
  write(pen, ink.muted, 'EMG µV', left - 6, top - 10, 'right');
  drawEmg(area, ink, answer.emg, answer.emg_step_ms, x, emgY);
  drawForce(area, ink, answer, x);
  markNeedle(area, ink, x(0));
  if (answer.latency_ms !== null && answer.latency_ms < endMs) markFirstUnit(area, ink, answer.latency_ms, x, middle);
}

function drawForce(area, ink, answer, x) {
  const { pen, right, top, bottom } = area;
  const most = roundUp(Math.max(...answer.force, 0.05));
  const y = (value) => bottom - (value / most) * (bottom - top) * 0.94;
  const points = Array.from(answer.force, (value, i) => [x(i * answer.force_step_ms), y(value)]).filter(([px]) => px <= right);
  line(pen, ink.card, 4.5, points);
  line(pen, ink[answer.kind], 2.4, points);
  write(pen, ink[answer.kind], `${Math.round(most * 100)} %`, right + 5, y(most));
  write(pen, ink[answer.kind], 'force', right + 5, top - 10);
  write(pen, ink[answer.kind], '0 %', right + 5, bottom);
}

function markNeedle(area, ink, x) {
  const { pen, top, bottom } = area;
  line(pen, ink.accent, 1.5, [[x, top - 2], [x, bottom]], [4, 3]);
  write(pen, ink.accent, 'needle', x + 4, top - 10);
}

function markFirstUnit(area, ink, latencyMs, x, y) {
  const { pen, left, right, top } = area;
  const at = x(latencyMs);
  const text = `first unit ${Math.round(latencyMs)} ms after`;
  const width = pen.measureText(text).width;
  const start = Math.min(Math.max(at + 14, left + 74), right - width);
  line(pen, ink.muted, 1, [[at, y], [at, top - 3], [start - 4, top - 10]]);
  pen.beginPath();
  pen.fillStyle = ink.ink;
  pen.arc(at, y, 2.5, 0, 2 * Math.PI);
  pen.fill();
  write(pen, ink.ink, text, start, top - 10);
}

function drawTail(root, canvas, answer) {
  const ink = colours(root, ['muted', 'line', 'cramp']);
  const area = sheet(canvas, root);
  const { pen, left, right, top, bottom } = area;
  const endS = Math.max(1, (answer.tail.length * answer.tail_step_ms) / 1000);
  const step = [0.5, 1, 2, 5, 10, 20].find((one) => endS / one <= (right - left < 330 ? 4 : 8)) ?? 60;
  const x = timeAxis(area, ink, 0, endS, step, 's');
  const most = roundUp(Math.max(...answer.tail, 0.05));
  const y = (value) => bottom - (value / most) * (bottom - top);
  const points = Array.from(answer.tail, (value, i) => [x((i * answer.tail_step_ms) / 1000), y(value)]);
  hatch(pen, ink.cramp, [[points[0][0], bottom], ...points, [points.at(-1)[0], bottom]], area);
  line(pen, ink.cramp, 2, points);
  write(pen, ink.cramp, `${Math.round(most * 100)} %`, right + 5, top);
  write(pen, ink.cramp, '0 %', right + 5, bottom);
  write(pen, ink.muted, 'The force over the whole cramp', left, top - 10);
}

function hatch(pen, colour, outline, { left, right, top, bottom }) {
  pen.save();
  pen.beginPath();
  outline.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.clip();
  pen.globalAlpha = 0.45;
  for (let x = left - (bottom - top); x < right; x += 7) line(pen, colour, 1.2, [[x, bottom], [x + bottom - top, top]]);
  pen.restore();
}

function draw(root) {
  const answer = root.answer;
  const [trace, tail] = root.querySelectorAll('canvas');
  if (!answer?.kind || !trace.clientWidth) return;
  drawTrace(root, trace, answer);
  if (!tail.hidden) drawTail(root, tail, answer);
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector('.answer');
  root.answer = decode(data);
  const { kind, alt, tail_alt: tailAlt, is_complete: isComplete, empty } = root.answer;
  const [trace, tail] = root.querySelectorAll('canvas');
  const note = root.querySelector('.empty');
  note.hidden = Boolean(kind);
  note.textContent = empty;
  root.querySelector('figure').hidden = !kind;
  tail.hidden = !root.answer.tail.length;
  root.querySelector('.waiting').hidden = !kind || isComplete;
  trace.setAttribute('aria-label', alt);
  tail.setAttribute('aria-label', tailAlt);
  if (!root.watch) {
    root.watch = new ResizeObserver(() => draw(root));
    root.watch.observe(root);
  }
  draw(root);
}
