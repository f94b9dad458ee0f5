// One camera of the grid.

import { el, svg, setAttribute, setShare, setText } from './dom.js';
import { formatDuration, formatShare } from './format.js';
import { Picture, widthFor } from './pictures.js';
import { t } from './texts.js';
import { writePlace } from './address.js';

const HOUR = 3600e3;

/** The label that a camera shows now: its event's, or else its last clip's. Null when there is none. */
export function currentLabel(camera) {
  const event = camera.event && camera.event.phase !== 'end' ? camera.event : null;
  if (event) return { label: event.label, confidence: event.confidence, since: event.start, event: true };
  return camera.label ? { label: camera.label, confidence: camera.confidence, since: camera.labelSince, event: false } : null;
}

/** A camera's state as words, or the empty text when it is live. */
export function describeState(camera, now) {
  if (camera.state === 'silent') return t('tile.silentFor', { time: formatDuration(now - (camera.since ?? now)) });
  if (camera.state === 'rejected') return t('tile.rejected', { reason: camera.reason ?? '' });
  return '';
}

export class Tile {
  #page;
  #camera = null;
  #image = el('img', { alt: '', draggable: 'false' });
  #picture;
  #noPicture = el('span', { class: 'no-picture' });
  #state = el('span', { class: 'badge' });
  #label = el('span', { class: 'label' });
  #confidence = el('span', { class: 'confidence' });
  #bar = el('span', { class: 'bar' });
  #name = el('span', { class: 'name' });
  #since = el('span', { class: 'since' });
  #truth = el('span', { class: 'truth' });
  #accuracy = el('span', { class: 'accuracy', title: t('tile.accuracy.title') });
  #hour = svg('svg', { class: 'hour', viewBox: '0 0 3600 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' });

  constructor(page, name) {
    this.#page = page;
    this.name = name;
    this.#picture = new Picture(this.#image, () => widthFor(this.#image, page.settings.pictureWidth));
    setText(this.#name, name);
    setText(this.#noPicture, t(page.settings.pictures === 'none' ? 'tile.picturesOff' : 'tile.noPicture'));
    this.link = el('a', { class: 'tile', tabindex: '-1' },
      el('span', { class: 'picture' }, this.#noPicture, this.#image, this.#state),
      el('span', { class: 'caption' },
        el('span', { class: 'row first' }, this.#label, this.#confidence), this.#bar,
        el('span', { class: 'row' }, this.#name, this.#since),
        el('span', { class: 'row small' }, this.#truth, this.#accuracy), this.#hour));
    this.element = el('li', {}, this.link);
    this.element.dataset.camera = name;
    this.address();
  }

  /** Writes the link anew: the way back to this list is in it. */
  address() {
    setAttribute(this.link, 'href', writePlace({ ...this.#page.place, view: 'cameras', camera: this.name, wall: false }));
  }

  show(camera) {
    this.#camera = camera;
    const current = currentLabel(camera);
    setAttribute(this.element, 'data-state', camera.state);
    setText(this.#label, current?.label ?? t('tile.noLabel'));
    setAttribute(this.#label, 'title', current?.label);
    setAttribute(this.#label, 'data-kind', current ? (current.event ? 'event' : 'clip') : 'none');
    setText(this.#confidence, current?.confidence == null ? '' : formatShare(current.confidence));
    setShare(this.#bar, current?.confidence ?? 0);
    this.#showTruth(camera);
    setText(this.#accuracy, camera.accuracy ? t('tile.accuracy', { share: formatShare(camera.accuracy.correct / Math.max(1, camera.accuracy.clips)),
      count: camera.accuracy.clips }) : '');
    const pictures = this.#page.settings.pictures !== 'none' && camera.picture != null;
    setAttribute(this.#noPicture, 'hidden', pictures);
    setAttribute(this.#image, 'hidden', !pictures);
    if (pictures) this.#picture.show(camera.camera, camera.picture);
    this.#drawHour();
    this.tick();
  }

  #showTruth({ truth, label }) {
    const state = truth ? (truth === label ? 'right' : 'wrong') : 'unknown';
    setAttribute(this.#truth, 'data-truth', state);
    setText(this.#truth, { right: t('tile.right'), wrong: t('tile.wrong', { truth }), unknown: t('tile.noTruth') }[state]);
  }

  #drawHour() {
    const begin = this.#page.now() - HOUR;
    const bars = (this.#camera.events ?? []).filter(({ end }) => end > begin).map(({ start, end }) => {
      const x = Math.max(0, (start - begin) / 1000);
      return svg('rect', { x, y: 0, height: 10, width: Math.max(14, (end - begin) / 1000 - x) });
    });
    this.#hour.replaceChildren(...bars);
  }

  /** What changes with time alone. */
  tick() {
    if (!this.#camera) return;
    const now = this.#page.now();
    const current = currentLabel(this.#camera);
    setText(this.#since, current?.since ? t('tile.for', { time: formatDuration(now - current.since) }) : '');
    const state = describeState(this.#camera, now);
    setText(this.#state, state);
    setAttribute(this.#state, 'hidden', !state);
    setAttribute(this.link, 'aria-label', [this.name, state || t('state.live'), current ? current.label : t('tile.noLabel'),
      this.#confidence.textContent, this.#truth.textContent].filter((part) => part).join(', '));
  }
}
