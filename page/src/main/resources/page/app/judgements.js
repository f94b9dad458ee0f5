// Judgements: what readers say that cameras showed. One is taken at once, and can be undone until it is written.

import { judge, readJudgements, undo } from './api.js';
import { el, setAttribute, setChildren, setText } from './dom.js';
import { formatClock, formatDuration } from './format.js';
import { t } from './texts.js';

export class Judgements {
  #page;
  #own = [];
  #list = [];
  #items = new Map();
  #rows = el('ol', { class: 'judgements' });
  #none = el('p', { class: 'quiet' }, t('judgements.none'));
  #toastText = el('span', { role: 'status' });
  #toastUndo = el('button', { type: 'button', class: 'plain', hidden: true, onclick: () => this.undoLast() }, t('judge.undo'), ' ',
    el('kbd', { 'aria-hidden': 'true' }, 'U'));
  #toastEnds = 0;

  constructor(page) {
    this.#page = page;
    this.element = el('section', { class: 'panel', 'aria-labelledby': 'judgements' },
      el('h2', { id: 'judgements' }, t('judgements')), this.#none, this.#rows);
    this.toast = el('div', { class: 'toast', 'data-empty': true }, this.#toastText, this.#toastUndo);
  }

  /** Takes a judgement, and tells whether it was taken. */
  async take(camera, start, end, label) {
    try {
      const { id, until } = await judge(camera, start, end, label);
      this.#own.push({ id, until, camera, start, end, label });
      this.#tell(t('judge.taken', { camera, label }), until);
      this.#read();
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /** Takes back the last judgement of this reader that is not written yet. Gives it, or null. */
  undoLast() {
    const last = this.#own.at(-1);
    return last ? this.undo(last) : Promise.resolve(null);
  }

  async undo(judgement) {
    try {
      await undo(judgement.id);
      this.#tell(t('judge.undone', judgement), 0);
      this.#own = this.#own.filter(({ id }) => id !== judgement.id);
      this.#page.undone(judgement);
      return judgement;
    } catch (error) {
      if (error.status === 410) {
        this.#own = this.#own.filter(({ id }) => id !== judgement.id);
        this.#tell(t('judge.tooLate'), 0);
      } else {
        this.#fail(error);
      }
      return null;
    } finally {
      this.#read();
    }
  }

  /** Says a sentence to the reader, who may undo the last judgement until a time. */
  #tell(text, until) {
    setText(this.#toastText, text);
    setAttribute(this.toast, 'data-empty', false);
    setAttribute(this.#toastUndo, 'hidden', !until);
    this.#toastEnds = until || this.#page.now() + 6000;
  }

  #fail(error) {
    this.#tell(error.status ? t('error.refused', { error: error.message }) : t('error.unreachable'), 0);
  }

  /** Reads the list anew, as when a view that shows it opens. */
  read() {
    this.#read();
  }

  async #read() {
    try {
      this.#list = await readJudgements();
    } catch {
      return;
    }
    this.tick();
  }

  tick() {
    const now = this.#page.now();
    this.#own = this.#own.filter(({ until }) => until > now);
    if (this.#toastEnds && this.#toastEnds < now) {
      this.#toastEnds = 0;
      setAttribute(this.toast, 'data-empty', true);
      setText(this.#toastText, '');
      setAttribute(this.#toastUndo, 'hidden', true);
    }
    if (!this.element.isConnected) return;
    setAttribute(this.#none, 'hidden', this.#list.length > 0);
    setChildren(this.#rows, this.#list.slice(0, 12).map((judgement) => this.#row(judgement, now)));
  }

  #row(judgement, now) {
    let item = this.#items.get(judgement.id);
    if (!item) {
      const values = { camera: judgement.camera, label: judgement.label, from: formatClock(judgement.start), to: formatClock(judgement.end) };
      const state = el('span', { class: 'quiet' });
      const button = el('button', { type: 'button', class: 'plain', 'aria-label': t('judgements.undo', values),
        onclick: () => this.undo(judgement) }, t('judge.undo'));
      item = { row: el('li', {}, el('span', { class: 'said' }, t('judgements.item', values)), state, button), state, button };
      this.#items.set(judgement.id, item);
    }
    const written = judgement.written || judgement.until <= now;
    setText(item.state, written ? t('judgements.written') : t('judgements.waiting', { time: formatDuration(judgement.until - now) }));
    setAttribute(item.button, 'hidden', written);
    return item.row;
  }
}
