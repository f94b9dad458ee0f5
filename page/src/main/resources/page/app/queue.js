// Clips that the model was least sure of, one after the other, for a reader to judge; by keyboard alone if they like.

import { el, setAttribute, setChildren, setText } from './dom.js';
import { formatClock, formatCount, formatShare } from './format.js';
import { Judge } from './judge.js';
import { Picture, widthFor } from './pictures.js';
import { t } from './texts.js';
import { writePlace } from './address.js';

export class QueueView {
  #page;
  #clips = [];
  #judged = new Map();
  #returned = new Map();
  #current = null;
  #items = new Map();
  #judge;
  #list = el('ol', { class: 'queue-list', 'aria-label': t('queue.list') });
  #image;
  #picture;
  #noPicture = el('span', { class: 'no-picture' });
  #name = el('a', { class: 'name' });
  #time = el('span', { class: 'quiet' });
  #position = el('span', { class: 'quiet' });
  #empty = el('p', { class: 'empty', hidden: true }, t('queue.none'));
  #body;

  constructor(page) {
    this.#page = page;
    this.title = t('queue');
    this.#judge = new Judge(page, (subject) => this.#said(subject));
    this.#image = el('img', { alt: '', hidden: true });
    this.#picture = new Picture(this.#image, () => widthFor(this.#image, page.settings.pictureWidth));
    setText(this.#noPicture, t(page.settings.pictures === 'none' ? 'tile.picturesOff' : 'tile.noPicture'));
    const step = (by, sign, key) => el('button', { type: 'button', 'aria-label': t(key), onclick: () => this.#move(by) }, sign);
    this.#body = el('div', { class: 'columns' },
      el('section', { class: 'watch' }, el('div', { class: 'picture large' }, this.#noPicture, this.#image),
        el('p', { class: 'queue-about' }, this.#name, this.#time, el('span', { class: 'pages' }, this.#position,
          step(-1, '←', 'queue.previous'), step(1, '→', 'queue.next')))),
      el('div', { class: 'side' }, this.#judge.element,
        el('section', { class: 'panel', 'aria-labelledby': 'clips' }, el('h2', { id: 'clips' }, t('queue.list')), this.#list)),
      page.settings.allowLabels ? page.judgements.element : null);
    this.element = el('div', { class: 'queue' }, el('h1', { tabindex: '-1' }, t('queue')), el('p', { class: 'quiet lead' }, t('queue.lead')),
      this.#empty, this.#body);
  }

  enter() {
    if (this.#page.settings.allowLabels) this.#page.judgements.read();
    this.#page.ask();
  }

  leave() {}

  moved() {}

  tick() {}

  started() {}

  query() {
    return { views: 'overview,queue' };
  }

  event(name, data) {
    if (name === 'queue') {
      this.#clips = data;
      this.#show();
    }
    if (name === 'labels') this.#ask();
  }

  /** Clips that are still to be judged, the one that is looked at included. */
  #open() {
    const listed = new Set(this.#clips.map(idOf));
    return [...[...this.#returned.values()].filter((clip) => !listed.has(idOf(clip))), ...this.#clips]
      .filter((clip) => !this.#judged.has(idOf(clip)));
  }

  #show() {
    const open = this.#open();
    const at = open.findIndex((clip) => idOf(clip) === this.#current);
    // A clip that others were chosen over stays as long as somebody thinks about it.
    if (at < 0 && !(this.#judge.busy && this.#judge.subject && !this.#judged.has(this.#current))) {
      this.#current = open.length ? idOf(open[0]) : null;
    }
    setAttribute(this.#empty, 'hidden', open.length > 0 || this.#clips.length > 0 && this.#current !== null);
    setAttribute(this.#body, 'data-empty', open.length === 0);
    const items = open.map((clip) => [idOf(clip), this.#item(clip)]);
    this.#items = new Map(items);
    setChildren(this.#list, items.map(([, item]) => item));
    this.#showCurrent();
  }

  #item(clip) {
    let item = this.#items.get(idOf(clip));
    if (!item) {
      const [first, second] = clip.top;
      item = el('li', {}, el('button', { type: 'button', onclick: () => this.#choose(idOf(clip)) },
        el('span', { class: 'name' }, clip.camera),
        el('span', {}, second ? t('queue.item', { first: first.label, second: second.label }) : first?.label ?? ''),
        el('span', { class: 'quiet' }, formatClock(clip.start), ' · ', t('queue.margin', { margin: formatShare(clip.margin) }))));
    }
    setAttribute(item.firstChild, 'aria-current', idOf(clip) === this.#current ? 'true' : null);
    return item;
  }

  #choose(id) {
    this.#current = id;
    this.#show();
  }

  #showCurrent() {
    const open = this.#open();
    const at = open.findIndex((clip) => idOf(clip) === this.#current);
    setText(this.#position, at < 0 ? '' : t('queue.position', { position: at + 1, count: formatCount(open.length) }));
    if (at < 0) {
      if (this.#current === null) this.#judge.ask(null);
      return;
    }
    const clip = open[at];
    const pictures = this.#page.settings.pictures !== 'none' && clip.picture != null;
    setAttribute(this.#image, 'hidden', !pictures);
    setAttribute(this.#noPicture, 'hidden', pictures);
    if (pictures) this.#picture.show(clip.camera, clip.picture);
    setAttribute(this.#image, 'alt', t('queue.picture', { camera: clip.camera, time: formatClock(clip.start) }));
    setText(this.#name, clip.camera);
    setAttribute(this.#name, 'href', writePlace({ ...this.#page.place, view: 'cameras', camera: clip.camera }));
    setText(this.#time, `${formatClock(clip.start)} – ${formatClock(clip.end)}`);
    this.#ask();
  }

  #ask() {
    const clip = this.#open().find((one) => idOf(one) === this.#current);
    if (!clip) return;
    const [first, second] = clip.top;
    this.#judge.ask({ camera: clip.camera, start: clip.start, end: clip.end, label: first?.label ?? null, top: clip.top,
      what: second ? t('queue.item', { first: first.label, second: second.label }) : first?.label ?? '' });
  }

  #move(by) {
    const open = this.#open();
    const at = open.findIndex((clip) => idOf(clip) === this.#current);
    const to = open[Math.min(open.length - 1, Math.max(0, at + by))];
    if (!to) return;
    this.#choose(idOf(to));
    const button = this.#items.get(idOf(to))?.firstChild;
    button?.scrollIntoView({ block: 'nearest' });
    if (this.#list.contains(document.activeElement)) button?.focus({ preventScroll: true });
  }

  #said(subject) {
    const open = this.#open();
    const at = open.findIndex((clip) => idOf(clip) === idOf(subject));
    if (at >= 0) this.#judged.set(idOf(subject), open[at]);
    const next = open[at + 1] ?? open[at - 1];
    this.#current = next ? idOf(next) : null;
    this.#show();
  }

  /** A judgement was undone: its clip is open again. */
  undone(judgement) {
    const id = idOf(judgement);
    const clip = this.#judged.get(id);
    if (!clip) return;
    this.#judged.delete(id);
    this.#returned.set(id, clip);
    this.#current = id;
    this.#show();
  }

  key(key) {
    if (key === 'Escape') {
      this.#page.go({ view: 'cameras' });
      return true;
    }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    if (by) {
      this.#move(by);
      return true;
    }
    return this.#judge.key(key);
  }
}

const idOf = ({ camera, start }) => `${start} ${camera}`;
