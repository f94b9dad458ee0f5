// One camera: its picture, what it shows, the last hour, and what a reader says of it.

import { el, setAttribute, setChildren, setShare, setText } from './dom.js';
import { formatClock, formatDuration, formatMillis, formatShare } from './format.js';
import { HOUR, Timeline } from './charts/timeline.js';
import { LineChart } from './charts/line.js';
import { Judge } from './judge.js';
import { Picture, widthFor } from './pictures.js';
import { currentLabel, describeState } from './tile.js';
import { t } from './texts.js';

const EVENTS = 40;

export class CameraView {
  #page;
  #camera = null;
  #chosen = null;
  #judge;
  #image;
  #picture;
  #noPicture = el('span', { class: 'no-picture' });
  #badge = el('span', { class: 'badge', hidden: true });
  #strip = el('ol', { class: 'strip', 'aria-label': t('camera.strip'), tabindex: '0' });
  #frames = new Map();
  #label = el('span', { class: 'label' });
  #since = el('span', { class: 'since' });
  #facts = {};
  #top = el('ul', { class: 'top' });
  #timeline;
  #from = el('input', { type: 'time', step: '1', id: 'stretch-from', onchange: () => this.#typed() });
  #to = el('input', { type: 'time', step: '1', id: 'stretch-to', onchange: () => this.#typed() });
  #wrong = el('span', { class: 'wrong', role: 'status' });
  #follow = el('button', { type: 'button', onclick: () => this.#choose(null) }, t('judge.follow'));
  #rows = el('tbody');
  #table;
  #noEvents = el('p', { class: 'quiet' }, t('camera.events.none'));
  #eventRows = new Map();
  #accuracyPanel;
  #chart = new LineChart(t('accuracy.history'));
  #unknown = el('p', { class: 'empty', hidden: true }, t('camera.unknown'));
  #body;

  constructor(page) {
    this.#page = page;
    const name = page.place.camera;
    this.title = name;
    this.#judge = new Judge(page, () => this.#choose(null));
    this.#image = el('img', { alt: t('camera.picture', { camera: name }), hidden: true });
    this.#picture = new Picture(this.#image, () => widthFor(this.#image, page.settings.pictureWidth));
    setText(this.#noPicture, t(page.settings.pictures === 'none' ? 'tile.picturesOff' : 'tile.noPicture'));
    this.#timeline = new Timeline((start, end, event) => this.#choose({ start, end, event }));
    const fact = (key, text) => {
      this.#facts[key] = el('dd', {}, t('none'));
      return el('div', {}, el('dt', {}, text), this.#facts[key]);
    };
    this.#table = el('table', {}, el('thead', {}, el('tr', {},
      ...['label', 'time', 'long', 'confidence'].map((column) => el('th', { scope: 'col' }, t(`camera.events.${column}`))),
      page.settings.allowLabels ? el('th', { scope: 'col' }, t('camera.events.judge')) : null)), this.#rows);
    this.#accuracyPanel = el('section', { class: 'panel wide', hidden: true }, el('h2', {}, t('accuracy.history')), this.#chart.element);
    const teaching = page.settings.allowLabels;
    this.#body = el('div', { class: 'columns' },
      el('section', { class: 'watch' },
        el('div', { class: 'picture large' }, this.#noPicture, this.#image, this.#badge), this.#strip),
      el('div', { class: 'side' },
        el('section', { class: 'panel', 'aria-labelledby': 'now' }, el('h2', { id: 'now' }, t('camera.now')),
          el('p', { class: 'now' }, this.#label, this.#since),
          el('dl', { class: 'facts' }, fact('state', t('camera.state')), fact('truth', t('camera.truth')),
            fact('accuracy', t('camera.accuracy')), fact('clip', t('camera.clip')), fact('latency', t('camera.latency')),
            fact('model', t('camera.model'))),
          el('h3', {}, t('camera.likeliest')), this.#top),
        this.#judge.element),
      el('section', { class: 'panel wide', 'aria-labelledby': 'timeline' }, el('h2', { id: 'timeline' }, t('camera.timeline')),
        this.#timeline.element,
        teaching ? el('div', { class: 'stretch-fields' }, el('label', { for: 'stretch-from' }, t('timeline.from')), this.#from,
          el('label', { for: 'stretch-to' }, t('timeline.to')), this.#to, this.#follow, this.#wrong) : null,
        teaching ? el('p', { class: 'quiet' }, t('camera.timeline.help')) : null),
      el('section', { class: 'panel', 'aria-labelledby': 'events' }, el('h2', { id: 'events' }, t('camera.events')), this.#noEvents,
        el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('camera.events') }, this.#table)),
      teaching ? page.judgements.element : null,
      this.#accuracyPanel);
    this.element = el('div', { class: 'camera' },
      el('p', { class: 'back' }, el('a', { href: page.address({ camera: '' }) }, '← ', t('camera.back'))),
      el('h1', { tabindex: '-1' }, name), this.#unknown, this.#body);
  }

  enter() {
    if (this.#page.settings.allowLabels) this.#page.judgements.read();
    this.#page.ask();
  }

  leave() {}

  moved() {}

  query() {
    return { camera: this.#page.place.camera, views: 'overview,tiles,accuracy' };
  }

  started() {}

  event(name, data) {
    if (name === 'tiles') {
      setAttribute(this.#unknown, 'hidden', data.matching > 0);
      setAttribute(this.#body, 'hidden', data.matching === 0);
    }
    if (name === 'tile' && data.camera === this.#page.place.camera) {
      // The events of the last hour come only when they have changed.
      this.#camera = { ...data, events: data.events ?? this.#camera?.events ?? [] };
      this.#show();
    }
    if (name === 'strip' && data.camera === this.#page.place.camera) this.#showStrip(data.pictures);
    if (name === 'labels') this.#ask();
    if (name === 'accuracy') {
      setAttribute(this.#accuracyPanel, 'hidden', data.history.length === 0);
      this.#chart.show(data.history, data.models);
    }
  }

  #show() {
    const camera = this.#camera;
    const pictures = this.#page.settings.pictures !== 'none' && camera.picture != null;
    setAttribute(this.#noPicture, 'hidden', pictures);
    setAttribute(this.#image, 'hidden', !pictures);
    if (pictures) this.#picture.show(camera.camera, camera.picture);
    const current = currentLabel(camera);
    setText(this.#label, current ? current.label : t('tile.noLabel'));
    setAttribute(this.#label, 'data-kind', current ? (current.event ? 'event' : 'clip') : 'none');
    const { clip, accuracy } = camera;
    setText(this.#facts.truth, camera.truth ?? t('camera.truth.unknown'));
    setText(this.#facts.accuracy, accuracy?.clips ? t('camera.accuracy.value',
      { share: formatShare(accuracy.correct / accuracy.clips), correct: accuracy.correct, clips: accuracy.clips }) : t('none'));
    setText(this.#facts.clip, clip ? `${formatClock(clip.start)} – ${formatClock(clip.end)}` : t('none'));
    setText(this.#facts.latency, clip?.latencyMillis == null ? t('none') : formatMillis(clip.latencyMillis));
    setText(this.#facts.model, clip?.model ?? t('none'));
    this.#showTop(clip?.top ?? []);
    this.#showEvents();
    this.tick();
    this.#ask();
  }

  #showTop(top) {
    this.#top.replaceChildren(...top.map(({ label, confidence }) => {
      const bar = el('span', { class: 'bar' });
      setShare(bar, confidence);
      return el('li', {}, el('span', { class: 'name' }, label), el('span', { class: 'share' }, formatShare(confidence)), bar);
    }));
  }

  #showStrip(times) {
    const width = this.#page.settings.pictureWidth;
    const items = times.map((at) => {
      let item = this.#frames.get(at);
      if (!item) {
        const image = el('img', { alt: t('camera.strip.at', { time: formatClock(at) }) });
        new Picture(image, width).show(this.#page.place.camera, at);
        item = el('li', {}, image, el('span', { class: 'quiet', 'aria-hidden': 'true' }, formatClock(at)));
      }
      return [at, item];
    });
    this.#frames = new Map(items);
    setChildren(this.#strip, items.map(([, item]) => item).reverse());
  }

  #showEvents() {
    const events = [...(this.#camera.events ?? [])].sort((one, other) => other.start - one.start).slice(0, EVENTS);
    const rows = events.map((event) => [event.id, this.#eventRow(event)]);
    this.#eventRows = new Map(rows);
    setChildren(this.#rows, rows.map(([, { row }]) => row));
    setAttribute(this.#noEvents, 'hidden', events.length > 0);
    setAttribute(this.#table, 'hidden', events.length === 0);
  }

  #eventRow(event) {
    let held = this.#eventRows.get(event.id);
    if (!held) {
      held = { event, time: el('td', { class: 'number' }), long: el('td', { class: 'number' }), confidence: el('td', { class: 'number' }) };
      const button = el('button', { type: 'button', class: 'plain', 'aria-label': t('timeline.event', { label: event.label,
        from: formatClock(event.start), to: formatClock(event.end), confidence: formatShare(event.confidence ?? 0) }),
      onclick: () => this.#choose({ start: held.event.start, end: held.event.end, event: held.event }) }, t('camera.events.judge'));
      held.row = el('tr', {}, el('th', { scope: 'row' }, event.label), held.time, held.long, held.confidence,
        this.#page.settings.allowLabels ? el('td', {}, button) : null);
    }
    held.event = event;
    const goesOn = this.#camera.event?.id === event.id && this.#camera.event.phase !== 'end';
    setText(held.time, goesOn ? `${formatClock(event.start)} – ${t('camera.events.goesOn')}` : `${formatClock(event.start)} – ${formatClock(event.end)}`);
    setText(held.long, formatDuration(event.end - event.start));
    setText(held.confidence, event.confidence == null ? t('none') : formatShare(event.confidence));
    return held;
  }

  /** Chooses what is judged: a stretch of time, an event, or with null the last clip and each that follows. */
  #choose(chosen) {
    this.#chosen = chosen;
    setText(this.#wrong, '');
    this.#ask(true);
  }

  #ask(anew = false) {
    if (!this.#camera) return;
    if (this.#chosen) {
      const { start, end, event } = this.#chosen;
      this.#judge.ask({ camera: this.#camera.camera, start, end, label: event?.label ?? null,
        top: event ? [{ label: event.label, confidence: event.confidence ?? 0 }] : [], what: t(event ? 'judge.event' : 'judge.chosen') });
    } else if (this.#camera.clip && (anew || !this.#judge.busy || !this.#judge.subject)) {
      const { start, end, top } = this.#camera.clip;
      this.#judge.ask({ camera: this.#camera.camera, start, end, label: top?.[0]?.label ?? this.#camera.label, top: top ?? [], what: t('judge.lastClip') });
    }
    this.#drawTimeline();
  }

  #drawTimeline() {
    const { subject } = this.#judge;
    const selection = this.#page.settings.allowLabels && subject ? { start: subject.start, end: subject.end } : null;
    this.#timeline.show(this.#page.now(), this.#camera.events ?? [], selection);
    setAttribute(this.#follow, 'hidden', !this.#chosen);
    if (!selection) return;
    for (const [field, at] of [[this.#from, selection.start], [this.#to, selection.end]]) {
      if (document.activeElement !== field) field.value = timeOfDay(at);
    }
  }

  /** Takes the two fields; a time of day is the last one that was. */
  #typed() {
    const now = this.#page.now();
    const [start, end] = [this.#from, this.#to].map((field) => lastTime(field.value, now));
    if (start === null || end === null) return;
    const wrong = end <= start ? 'judge.empty' : start < now - HOUR ? 'judge.tooOld' : null;
    setText(this.#wrong, wrong ? t(wrong) : '');
    if (!wrong) this.#choose({ start, end });
  }

  tick() {
    const camera = this.#camera;
    if (!camera) return;
    const now = this.#page.now();
    const current = currentLabel(camera);
    setText(this.#since, current ? [current.confidence == null ? '' : formatShare(current.confidence),
      current.since ? t('tile.for', { time: formatDuration(now - current.since) }) : ''].filter((part) => part).join(' · ') : '');
    const state = describeState(camera, now);
    setText(this.#badge, state);
    setAttribute(this.#badge, 'hidden', !state);
    setAttribute(this.element, 'data-state', camera.state);
    setText(this.#facts.state, state || t('state.live'));
    if (!this.#ticked || now - this.#ticked > 5000) {
      this.#ticked = now;
      this.#drawTimeline();
    }
  }

  #ticked = 0;

  key(key) {
    if (key === 'Escape') {
      if (this.#chosen) this.#choose(null);
      else this.#page.go({ camera: '' });
      return true;
    }
    return this.#judge.key(key);
  }
}

function timeOfDay(millis) {
  const date = new Date(millis);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

function lastTime(text, now) {
  const [hours, minutes, seconds = 0] = text.split(':').map(Number);
  if (!text || Number.isNaN(hours + minutes + seconds)) return null;
  const date = new Date(now);
  date.setHours(hours, minutes, seconds, 0);
  if (date.getTime() > now) date.setDate(date.getDate() - 1);
  return date.getTime();
}
