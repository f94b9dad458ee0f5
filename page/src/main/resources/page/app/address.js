// The page's address carries the view, so that a link shows to another person what this one sees.

const DEFAULTS = { view: 'cameras', camera: '', q: '', label: '', state: '', sort: 'worst', from: 0, wall: false };
const CHOICES = {
  view: ['cameras', 'accuracy', 'queue'],
  state: ['', 'live', 'silent', 'rejected'],
  sort: ['worst', 'newest', 'name'],
};

/** The place that an address means. What it does not say, or says wrongly, is the default. */
export function readPlace(search) {
  const given = new URLSearchParams(search);
  const place = { ...DEFAULTS };
  for (const name of ['camera', 'q', 'label']) place[name] = given.get(name) ?? '';
  for (const [name, choices] of Object.entries(CHOICES)) {
    if (choices.includes(given.get(name))) place[name] = given.get(name);
  }
  const from = Number(given.get('from'));
  place.from = Number.isSafeInteger(from) && from > 0 ? from : 0;
  place.wall = given.get('wall') === '1';
  if (place.camera) place.view = 'cameras';
  return place;
}

/** The address of a place; what it leaves out is the default. */
export function writePlace(place) {
  const given = new URLSearchParams();
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    if (name === 'view' && place.camera) continue;
    const value = place[name] ?? usual;
    if (value !== usual) given.set(name, value === true ? '1' : String(value));
  }
  const query = given.toString();
  return query ? `/?${query}` : '/';
}
