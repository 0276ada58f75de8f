// Playing the path: by itself once, then at the learner's pace. Under reduced motion nothing moves: steps jump.
const REVEAL_MS = 900;
const WIRE_MS = 500;
const REST_MS = 1100;
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
const lastStep = (view) => view.data.order.length - 1;

const ACTIONS = {
  restart: (view) => { pause(view); show(view, 0); },
  back: (view) => { pause(view); show(view, Math.max(0, Math.ceil(view.shown) - 1)); },
  play: (view) => (view.isPlaying ? hold(view) : play(view)),
  step: (view) => { pause(view); show(view, Math.min(lastStep(view), Math.floor(view.shown) + 1)); },
  all: (view) => { pause(view); show(view, lastStep(view)); },
};

function pause(view) {
  cancelAnimationFrame(view.frame);
  clearTimeout(view.timer);
  view.isPlaying = false;
}

// Stop where the stimulus is, also between two nodes.
function hold(view) {
  pause(view);
  tell(view);
}

// Once for each needle, the whole way in under a second.
function reveal(view) {
  view.shown = 0;
  if (reducedMotion.matches) show(view, lastStep(view));
  else move(view, lastStep(view), REVEAL_MS, () => { pause(view); tell(view); });
}

function play(view) {
  if (reducedMotion.matches) {
    show(view, lastStep(view));
    return;
  }
  if (view.shown >= lastStep(view)) view.shown = 0;
  goOn(view);
}

// To the next node, a rest there to read it, and on.
function goOn(view) {
  const next = Math.min(lastStep(view), Math.floor(view.shown) + 1);
  move(view, next, WIRE_MS * (next - view.shown), () => {
    if (next < lastStep(view) && !reducedMotion.matches) {
      tell(view);
      view.timer = setTimeout(() => goOn(view), REST_MS);
    } else {
      hold(view);
    }
  });
}

function move(view, to, lengthMs, arrived) {
  pause(view);
  view.isPlaying = true;
  tell(view);
  const from = view.shown;
  const start = performance.now();
  const frame = (now) => {
    const share = reducedMotion.matches ? 1 : Math.min(1, Math.max(0, (now - start) / lengthMs));
    light(view, share < 1 ? from + share * (to - from) : to);
    if (share < 1) view.frame = requestAnimationFrame(frame);
    else arrived();
  };
  view.frame = requestAnimationFrame(frame);
}

function show(view, step) {
  light(view, step);
  tell(view);
}

// Light the path up to `shown`: whole steps are nodes reached, a fraction is the wire on the way to the next.
function light(view, shown) {
  view.shown = shown;
  const { order, died_at: diedAt } = view.data;
  for (const box of view.boxes.values()) {
    box.classList.remove('is-lit', 'is-dead', 'is-here');
    const death = box.querySelector('.death');
    if (death) death.hidden = true;
  }
  for (const glow of view.glows.values()) setGlow(glow, 0);
  const here = Math.floor(shown);
  order.forEach((name, i) => {
    if (i > 0) setGlow(view.glows.get(`${order[i - 1]}>${name}`), Math.max(0, Math.min(1, shown - i + 1)));
    if (i > shown) return;
    const box = view.boxes.get(name);
    const isDead = name === diedAt && i === order.length - 1;
    if (isDead) box.classList.remove('is-lit');
    box.classList.add(isDead ? 'is-dead' : 'is-lit');
    if (isDead) box.querySelector('.death').hidden = false;
  });
  view.boxes.get(order[here]).classList.add('is-here');
}

function setGlow(glow, share) {
  if (!glow) return;
  glow.setAttribute('stroke-dasharray', `${share} 1`);
  glow.style.visibility = share > 0 ? 'visible' : 'hidden';
  if (share >= 1) glow.setAttribute('marker-end', 'url(#head-lit)');
  else glow.removeAttribute('marker-end');
}

// Say the step in words, mark it in the list, and let the buttons know what they can do.
function tell(view) {
  const here = Math.floor(view.shown);
  const end = lastStep(view);
  const words = `${here} of ${end}. ${view.data.lines[here]}.`;
  if (view.now.textContent !== words) view.now.textContent = words;
  [...view.twin.children].forEach((item, i) => {
    item.toggleAttribute('aria-current', i === here);
    if (i === here) item.setAttribute('aria-current', 'step');
    item.querySelector('.here').hidden = i !== here;
    item.classList.toggle('is-dead', view.data.died_at !== null && i === end);
  });
  for (const [place, box] of view.boxes) {
    if (place === view.data.order[here]) box.setAttribute('aria-current', 'step');
    else box.removeAttribute('aria-current');
  }
  const { restart, back, step, all, play: player } = view.buttons;
  for (const button of [restart, back]) button.setAttribute('aria-disabled', String(view.shown === 0 && !view.isPlaying));
  for (const button of [step, all]) button.setAttribute('aria-disabled', String(view.shown === end && !view.isPlaying));
  const word = view.isPlaying ? 'Pause' : 0 < view.shown && view.shown < end ? 'Resume' : 'Play';
  player.querySelector('.word').textContent = word;
  player.querySelector('.sign').textContent = view.isPlaying ? '▮▮' : '▶';
}
