// The map as Streamlit mounts it: it is drawn by its kit, which comes once and may come after it.
export default function (args) {
  const maps = (globalThis.imsBodyMaps ??= { kits: new Map(), waiting: new Map() });
  const kit = maps.kits.get(args.data.kit);
  const root = args.parentElement.querySelector('.map');
  if (kit) kit.draw(args, root);
  else maps.waiting.set(root, args);
}
