// Keys. Those of one letter or digit can be switched off, for people who speak to their computer.

import { preference, setPreference } from './preferences.js';

let single = preference('singleKeys', 'on') === 'on';

export const singleKeys = () => single;

export function setSingleKeys(on) {
  single = on;
  setPreference('singleKeys', on ? 'on' : 'off');
}

/** Whether the event is a text being typed, which no key of the page may disturb. */
export function isTyping(event) {
  const target = event.target;
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName) ||
    (target.tagName === 'INPUT' && !['checkbox', 'radio', 'button'].includes(target.type));
}

/** The key of an event as the page's lists name it: a letter in lower case, or null for one that is not the page's. */
export function keyOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (event.key.length > 1) return event.key;
  return single ? event.key.toLowerCase() : null;
}
