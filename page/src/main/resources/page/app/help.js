// The list of keys.

import { el } from './dom.js';
import { setSingleKeys, singleKeys } from './keys.js';
import { t } from './texts.js';

const KEYS = [
  ['keys.name.arrows', 'keys.arrows'], ['keys.name.enter', 'keys.enter'], ['keys.name.escape', 'keys.escape'],
  ['keys.name.pages', 'keys.pages'], ['/', 'keys.search'], ['1–9', 'keys.digits'], ['R', 'keys.right'], ['N', 'keys.nothing'],
  ['U', 'keys.undo'], ['C A Q', 'keys.views'], ['W', 'keys.wall'], ['P', 'keys.pause'], ['?', 'keys.help'],
];

/** Makes the dialog; its showModal() opens it. */
export function makeHelp() {
  const dialog = el('dialog', { class: 'help', 'aria-labelledby': 'keys' },
    el('h2', { id: 'keys' }, t('keys')),
    el('dl', {}, ...KEYS.map(([key, text]) => el('div', {}, el('dt', {}, ...(key.startsWith('keys.') ? [t(key)] : key.split(' '))
      .map((part) => el('kbd', {}, part))), el('dd', {}, t(text))))),
    el('label', {}, el('input', { type: 'checkbox', checked: singleKeys(), onchange: (event) => setSingleKeys(event.target.checked) }),
      ' ', t('keys.single')),
    el('p', {}, el('button', { type: 'button', onclick: () => dialog.close() }, t('keys.close'))));
  return dialog;
}
