// The path of the stimulus, lit node by node. Called on every rerun; the animation lives on the element.
const PLAY_MS = 900;
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

function build(root) {
  const find = (selector) => root.querySelector(selector);
  const view = {
    root, board: find('.board'), svg: find('.wires'), now: find('.now'), twin: find('.twin'),
    boxes: new Map(), glows: new Map(), shown: 0, token: null,
  };
  find('.play').onclick = () => play(view);
  find('.step').onclick = () => {
    stop(view);
    const end = lastStep(view);
    light(view, view.shown >= end ? 0 : Math.min(end, Math.floor(view.shown) + 1));
    tell(view);
  };
  find('.all').onclick = () => { stop(view); light(view, lastStep(view)); tell(view); };
  new ResizeObserver(() => { if (view.data?.kind) { drawWires(view, view.data); light(view, view.shown); } }).observe(view.board);
  return view;
}

const lastStep = (view) => view.data.order.length - 1;
const stop = (view) => { cancelAnimationFrame(view.frame); view.isPlaying = false; };

function play(view) {
  stop(view);
  view.now.textContent = '';
  const end = lastStep(view);
  if (calm()) {
    light(view, end);
    return;
  }
  view.isPlaying = true;
  const start = performance.now();
  const frame = (now) => {
    const share = Math.min(1, Math.max(0, (now - start) / PLAY_MS));
    light(view, share * end);
    if (share < 1) view.frame = requestAnimationFrame(frame);
    else view.isPlaying = false;
  };
  view.frame = requestAnimationFrame(frame);
}

// Light the path up to `shown`: whole steps are nodes reached, a fraction is the wire on the way to the next.
function light(view, shown) {
  view.shown = shown;
  const { order, died_at: diedAt } = view.data;
  for (const box of view.boxes.values()) {
    box.classList.remove('is-lit', 'is-dead');
    const death = box.querySelector('.death');
    if (death) death.hidden = true;
  }
  for (const glow of view.glows.values()) setGlow(glow, 0);
  order.forEach((place, i) => {
    if (i > 0) setGlow(view.glows.get(`${order[i - 1]}>${place}`), Math.max(0, Math.min(1, shown - i + 1)));
    if (i > shown) return;
    const box = view.boxes.get(place);
    const isDead = place === diedAt && i === order.length - 1;
    box?.classList.add(isDead ? 'is-dead' : 'is-lit');
    if (isDead) box.querySelector('.death').hidden = false;
  });
}

function setGlow(glow, share) {
  if (!glow) return;
  glow.setAttribute('stroke-dasharray', `${share} 1`);
  glow.style.visibility = share > 0 ? 'visible' : 'hidden';
  if (share >= 1) glow.setAttribute('marker-end', 'url(#head-lit)');
  else glow.removeAttribute('marker-end');
}

// Say the step in words, for eyes and for screen readers.
function tell(view) {
  const step = Math.round(view.shown);
  view.now.textContent = step === 0 ? 'The needle meets the band.' : `${step}. ${view.data.lines[step - 1]}`;
}

function writeTwin(view) {
  view.twin.replaceChildren();
  view.data.lines.forEach((line, i) => {
    const isDead = view.data.died_at !== null && i === view.data.lines.length - 1;
    tag('li', isDead ? 'is-dead' : '', view.twin, line);
  });
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector('.path');
  root.reflexPath ??= build(root);
  const view = root.reflexPath;
  const empty = root.querySelector('.empty');
  empty.hidden = Boolean(data.kind);
  root.querySelector('.shown').hidden = !data.kind;
  if (!data.kind) {
    stop(view);
    Object.assign(view, { data, token: null });
    empty.textContent = data.empty;
    return;
  }
  const isNew = view.token !== data.token;
  const changed = isNew || JSON.stringify(view.data) !== JSON.stringify(data);
  Object.assign(view, { data, token: data.token });
  root.dataset.kind = data.kind;
  if (!changed) return;
  drawNodes(view, data);
  drawWires(view, data);
  writeTwin(view);
  if (isNew) play(view);
  else light(view, lastStep(view));
}
