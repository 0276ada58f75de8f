// A link of the atlas to another page of it changes what is in view without loading the app anew. It stays a link: it
// can be opened in a tab of its own, and the address can be copied.
const WAIT_MS = 4000;

export default function ({ parentElement, setTriggerValue }) {
  const { ownerDocument: page } = parentElement;
  if (parentElement.imsLinks) {
    parentElement.imsLinks.send = setTriggerValue;
    return parentElement.imsLinks.leave;
  }
  const links = { send: setTriggerValue };
  const follow = (event) => {
    const link = event.target.closest?.('.st-key-atlas a[href^="?"]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    links.send('go', link.getAttribute('href'));
    showWhenDrawn(page, link.getAttribute('href'));
  };
  page.addEventListener('click', follow);
  links.leave = () => {
    page.removeEventListener('click', follow);
    delete parentElement.imsLinks;
  };
  parentElement.imsLinks = links;
  return links.leave;
}

// Whoever followed a link reads on at the name of what it led to.
function showWhenDrawn(page, target) {
  const until = Date.now() + WAIT_MS;
  const look = () => {
    const name = page.querySelector(`.st-key-atlas [data-atlas="${CSS.escape(target)}"]`);
    if (name) {
      name.focus({ preventScroll: true });
      const { top } = name.getBoundingClientRect();
      if (top < 60 || top > page.defaultView.innerHeight - 60) name.scrollIntoView({ block: 'center' });
    } else if (Date.now() < until) {
      setTimeout(look, 40);
    }
  };
  look();
}
