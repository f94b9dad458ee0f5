// The page's words. They are in texts/en.json; another language is another file beside it.

import { ask } from './api.js';

let texts = {};
let plurals;

/** Reads the file of texts. To be awaited before any other function of the page is called. */
export async function loadTexts(language) {
  const answer = await ask(`/static/texts/${language}.json`);
  texts = await answer.json();
  plurals = new Intl.PluralRules(language);
}

/**
 * The text of a key with its {names} replaced. A text with forms for one and for many takes the form that
 * fits the value "number"; the value "count" is what is shown.
 */
export function t(key, values = {}) {
  let text = texts[key] ?? key;
  if (typeof text === 'object') text = text[plurals.select(values.number)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}
