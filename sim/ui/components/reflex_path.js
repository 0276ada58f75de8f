// The path of the stimulus, lit node by node. Called on every rerun; the animation lives on the element.
function build(root) {
  const find = (selector) => root.querySelector(selector);
  const view = {
    root, board: find('.board'), svg: find('.wires'), now: find('.now'), twin: find('.twin'),
    bar: find('.controls'), boxes: new Map(), glows: new Map(), shown: 0, token: null, isPlaying: false,
  };
  view.buttons = Object.fromEntries(['restart', 'back', 'play', 'step', 'all'].map((name) => [name, find(`.${name}`)]));
  for (const [name, button] of Object.entries(view.buttons)) {
    button.onclick = () => { if (button.getAttribute('aria-disabled') !== 'true') ACTIONS[name](view); };
    button.onfocus = () => rove(view, button);
  }
  view.bar.onkeydown = (event) => walk(view, event);
  rove(view, view.buttons.play);
  new ResizeObserver(() => fit(view)).observe(view.board);
  return view;
}

// One stop of the Tab key for the row; arrows, Home and End walk along it.
function walk(view, event) {
  const row = Object.values(view.buttons);
  const at = row.indexOf(event.target.closest('button'));
  const to = { ArrowRight: (at + 1) % row.length, ArrowLeft: (at + row.length - 1) % row.length, Home: 0, End: row.length - 1 };
  if (!(event.key in to)) return;
  event.preventDefault();
  row[to[event.key]].focus();
}

function rove(view, target) {
  for (const button of Object.values(view.buttons)) button.tabIndex = button === target ? 0 : -1;
}

// Boxes and wires follow the width of the card.
function fit(view) {
  if (!view.data?.kind) return;
  place(view);
  drawWires(view, view.data);
  light(view, view.shown);
}

function writeTwin(view) {
  view.twin.replaceChildren();
  for (const line of view.data.lines) {
    const item = tag('li', '', view.twin, line);
    tag('span', 'here', item, ' ◂ now shown').hidden = true;
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector('.path');
  root.reflexPath ??= build(root);
  const view = root.reflexPath;
  const empty = root.querySelector('.empty');
  empty.hidden = Boolean(data.kind);
  root.querySelector('.shown').hidden = !data.kind;
  if (!data.kind) {
    pause(view);
    Object.assign(view, { data, token: null });
    empty.textContent = data.empty;
    return;
  }
  const isNew = view.token !== data.token;
  const changed = isNew || JSON.stringify(view.data) !== JSON.stringify(data);
  Object.assign(view, { data, token: data.token });
  root.dataset.kind = data.kind;
  if (!changed) return;
  pause(view);
  drawNodes(view, data);
  place(view);
  drawWires(view, data);
  writeTwin(view);
  if (isNew) reveal(view);
  else show(view, Math.min(view.shown, lastStep(view)));
}
