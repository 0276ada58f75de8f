// The keyboard on the map: one stop for the Tab key, arrows to the neighbours in view, Escape to the whole body.
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// The stop last in focus, else the chosen one, else the first in view.
const stopInFocus = (map) => map.stops.find((stop) => stop.key === map.focusKey)
  ?? map.stops.find((stop) => stop.key === map.chosenShape) ?? map.stops[0];

function rove(map) {
  const stop = stopInFocus(map);
  for (const other of map.stops) other.target.tabIndex = other === stop ? 0 : -1;
}

// The nearest stop in the direction of the arrow; what lies off the direction counts double.
function neighbour(map, from, [dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const stop of map.stops) {
    const [x, y] = [stop.point[0] - from.point[0], stop.point[1] - from.point[1]];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    const cost = ahead + 2 * aside;
    if (stop !== from && ahead > 0.5 && cost < least) [best, least] = [stop, cost];
  }
  return best;
}

function onKey(map, event) {
  if (event.key === 'Escape' || event.key === '-') {
    if (event.target.closest('select')) return;
    if (isWhole(map) && map.tip.hidden) return;
    hover(map, null);
    backOut(map);
    event.preventDefault();
    return;
  }
  const here = map.stops.find((stop) => stop.key === event.target.dataset?.key);
  if (!here) return;
  const arrow = ARROWS[event.key];
  const next = { Home: map.stops[0], End: map.stops.at(-1) }[event.key] ?? (arrow && neighbour(map, here, arrow));
  if (next) next.target.focus();
  else if (here.part && (event.key === '+' || event.key === 'Enter' || event.key === ' ')) enlarge(map, here, true);
  else if (!arrow) return;
  event.preventDefault();
}

function onFocus(map, event) {
  const stop = map.stops.find((other) => other.key === event.target.dataset?.key);
  if (!stop) return;
  map.focusKey = stop.key;
  rove(map);
  if (!stop.target.matches(':focus-visible')) return;
  drawRing(map, 'focus', stop.key);
  hover(map, stop.key);
  // The words of the tip are those of the stop in focus, and of no other.
  for (const other of map.stops) other.target.removeAttribute('aria-describedby');
  if (!map.tip.hidden) stop.target.setAttribute('aria-describedby', 'tip');
}
