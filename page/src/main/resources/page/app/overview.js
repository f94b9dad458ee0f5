// The line of figures over all cameras.

import { el, setAttribute, setText } from './dom.js';
import { formatCount, formatMillis, formatRate, formatShare, formatSince } from './format.js';
import { t } from './texts.js';
import { writePlace } from './address.js';

export class Overview {
  #values = {};

  constructor() {
    this.element = el('dl', { class: 'overview', 'aria-label': t('overview') });
    for (const name of ['cameras', 'accuracy', 'events', 'clips', 'latency', 'lag', 'rejected', 'model']) {
      const value = el('span', { class: 'value' }, t('none'));
      const note = el('span', { class: 'note' });
      this.#values[name] = { value, note };
      this.element.append(el('div', { class: `figure-${name}` }, el('dt', {}, t(`overview.${name}`)), el('dd', {}, value, ' ', note)));
    }
    this.#events = this.element.querySelector('.figure-events');
    const { note } = this.#values.cameras;
    this.#states = ['live', 'silent', 'rejected'].map((state) => el('a', { class: `state ${state}`, href: writePlace({ state }) }));
    note.append(...this.#states);
  }

  #states;
  #events;

  show(overview) {
    const { cameras, clipsPerSecond, latencyMillis, lag, rejected, model, accuracy, events } = overview;
    this.#set('cameras', formatCount(cameras.total));
    ['live', 'silent', 'stateRejected'].forEach((text, index) => {
      const count = [cameras.live, cameras.silent, cameras.rejected][index] ?? 0;
      setText(this.#states[index], t(`overview.${text}`, { count: formatCount(count) }));
      setAttribute(this.#states[index], 'hidden', index > 0 && count === 0);
    });
    this.#set('clips', formatRate(clipsPerSecond ?? 0));
    const latency = latencyMillis ?? {};
    this.#set('latency', latency.p50 == null ? t('none') : formatMillis(latency.p50),
      latency.p99 == null ? '' : t('overview.latency.p99', { value: formatMillis(latency.p99) }));
    this.#set('lag', lag == null ? t('none') : formatCount(lag), lag == null ? '' : t('overview.lag.unit'));
    const reasons = Object.entries(rejected ?? {}).sort((one, other) => other[1] - one[1]);
    this.#set('rejected', formatCount(reasons.reduce((sum, [, count]) => sum + count, 0)),
      reasons.length ? t('overview.rejected.most', { reason: reasons[0][0] }) : '');
    this.#set('model', model?.version ?? t('none'),
      model?.since ? t('overview.model.since', { time: formatSince(model.since, overview.now) }) : '');
    this.#set('accuracy', accuracy ? formatShare(accuracy.accuracy) : t('none'), accuracy
      ? t('overview.accuracy.of', { number: accuracy.clips, count: formatCount(accuracy.clips) }) : t('overview.accuracy.none'));
    this.#setEvents(events);
  }

  #setEvents(events) {
    setAttribute(this.#events, 'hidden', !events);
    if (!events) return;
    this.#set('events', events.precision == null ? t('none') : formatShare(events.precision), t('overview.events.note', {
      recall: events.recall == null ? t('none') : formatShare(events.recall),
      count: formatRate(events.falsePerHour),
    }));
  }

  #set(name, value, note = null) {
    setText(this.#values[name].value, value);
    setAttribute(this.#values[name].value, 'title', name === 'model' ? value : null);
    if (note !== null) setText(this.#values[name].note, note);
  }
}
