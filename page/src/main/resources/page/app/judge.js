// The panel in which a reader says what a stretch of time was: right, nothing, or one of the labels.

import { el, setAttribute, setChildren, setShare, setText } from './dom.js';
import { formatClock, formatShare } from './format.js';
import { isTyping } from './keys.js';
import { t } from './texts.js';

const DIGITS = 9;

export class Judge {
  #page;
  #subject = null;
  #shown = '';
  #said;
  #about = el('p', { class: 'about' });
  #right = el('button', { type: 'button', class: 'right', 'aria-keyshortcuts': 'R', onclick: () => this.#say(this.#subject?.label) });
  #rightText = el('span');
  #nothing = el('button', { type: 'button', 'aria-keyshortcuts': 'N', onclick: () => this.#sayNothing() });
  #search = el('input', { type: 'search', id: 'judge-search', autocomplete: 'off', spellcheck: 'false', 'aria-keyshortcuts': '/',
    placeholder: t('judge.search'), 'aria-label': t('judge.search'),
    oninput: () => this.#draw(), onkeydown: (event) => this.#searchKey(event) });
  #labels = el('ul', { class: 'labels', 'aria-label': t('judge.labels'), onkeydown: (event) => this.#listKey(event) });
  #noLabel = el('p', { class: 'quiet', hidden: true }, t('judge.noLabel'));

  /** @param said called with the subject when its judgement was taken */
  constructor(page, said) {
    this.#page = page;
    this.#said = said;
    const key = (letter) => el('kbd', { 'aria-hidden': 'true' }, letter);
    this.#right.append(this.#rightText, ' ', key('R'));
    this.#nothing.append(t('judge.nothing'), ' ', key('N'));
    this.element = el('section', { class: 'panel judge', 'aria-labelledby': 'judge' }, el('h2', { id: 'judge' }, t('judge')));
    if (page.settings.allowLabels) {
      this.element.append(this.#about, el('div', { class: 'answers' }, this.#right, this.#nothing), this.#search, this.#labels, this.#noLabel);
    } else {
      this.element.append(el('p', { class: 'quiet' }, t('judge.off')));
    }
  }

  /** Whether the reader is busy here, so that the subject must not change. */
  get busy() {
    return this.element.matches(':hover, :focus-within');
  }

  get subject() {
    return this.#subject;
  }

  /**
   * Asks about something.
   *
   * @param subject camera, start, end, what it is in words, label that the model gave or null, and top, the likeliest
   *     labels with their confidence; or null for nothing
   */
  ask(subject) {
    if (subject?.camera !== this.#subject?.camera || subject?.start !== this.#subject?.start) this.#search.value = '';
    this.#subject = subject;
    this.#draw();
  }

  /** Keys of the panel, wherever the focus is. Gives whether it was one. */
  key(key) {
    if (!this.#page.settings.allowLabels || !this.#subject) return false;
    if (key === 'r') this.#right.click();
    else if (key === 'n') this.#sayNothing();
    else if (key >= '1' && key <= '9') this.#say(this.#choices()[Number(key) - 1]?.label);
    else if (key === '/') this.#search.focus();
    else return false;
    return true;
  }

  /** The labels that fit the search: the clip's likeliest first, then all others by name. */
  #choices() {
    const top = this.#subject?.top ?? [];
    const known = new Set(top.map(({ label }) => label));
    const others = this.#page.labels.filter((label) => !known.has(label)).map((label) => ({ label, confidence: null }));
    const search = this.#search.value.trim().toLowerCase();
    return [...top, ...others].filter(({ label }) => label.toLowerCase().includes(search));
  }

  #draw() {
    const subject = this.#subject;
    const choices = this.#choices();
    const state = JSON.stringify([subject, choices]);
    if (state === this.#shown) return;
    this.#shown = state;
    setText(this.#about, subject ? t('judge.subject', { from: formatClock(subject.start), to: formatClock(subject.end), what: subject.what })
      : t('judge.none'));
    setAttribute(this.#right, 'hidden', !subject?.label);
    setText(this.#rightText, t('judge.right', { label: subject?.label ?? '' }));
    setAttribute(this.#nothing, 'disabled', !subject);
    const held = [...this.#labels.children].findIndex((row) => row.contains(document.activeElement));
    setChildren(this.#labels, choices.map(({ label, confidence }, index) => {
      const button = el('button', { type: 'button', disabled: !subject, 'aria-keyshortcuts': index < DIGITS ? index + 1 : null,
        onclick: () => this.#say(label) },
      el('kbd', { 'aria-hidden': 'true' }, index < DIGITS ? String(index + 1) : ''), el('span', { class: 'name' }, label),
      confidence === null ? null : el('span', { class: 'share' }, formatShare(confidence)));
      setShare(button, confidence ?? 0);
      return el('li', {}, button);
    }));
    if (held >= 0) this.#labels.children[Math.min(held, choices.length - 1)]?.firstChild.focus();
    setAttribute(this.#noLabel, 'hidden', choices.length > 0);
  }

  #sayNothing() {
    this.#say(this.#page.settings.nothing);
  }

  async #say(label) {
    const subject = this.#subject;
    if (!label || !subject) return;
    if (await this.#page.judgements.take(subject.camera, subject.start, subject.end, label)) {
      this.#search.value = '';
      if (isTyping({ target: document.activeElement })) this.#search.blur();
      this.#said(subject);
    }
  }

  #searchKey(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#say(this.#choices()[0]?.label);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#search.value = '';
      this.#search.blur();
      this.#draw();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      event.stopPropagation();
      this.#labels.querySelector('button')?.focus();
    }
  }

  #listKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...this.#labels.querySelectorAll('button')];
    const next = buttons.indexOf(document.activeElement) + by;
    if (next < 0) this.#search.focus();
    else buttons[next]?.focus();
  }
}
