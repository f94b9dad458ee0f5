// The last hour of a camera: a lane for each label, and a stretch of time that can be chosen.

import { el, svg, setAttribute, setText } from '../dom.js';
import { formatClock, formatShare, formatShortClock } from '../format.js';
import { t } from '../texts.js';

export const HOUR = 3600e3;
const LANES = 8;
const LANE = 22;
const AXIS = 20;
const TOP = 8;
const RIGHT = 14;

export class Timeline {
  #plot = svg('svg', { class: 'chart timeline', role: 'group', 'aria-label': t('timeline.name') });
  #lanes = svg('g');
  #stretch = svg('rect', { class: 'stretch', y: 0 });
  #handles = { start: null, end: null };
  #summary = el('p', { class: 'hidden' });
  #now = 0;
  #events = [];
  #selection = null;
  #left = 100;
  #height = 0;
  #dragging = null;
  #choose;

  /** @param choose called with start, end and, when an event was clicked, the event */
  constructor(choose) {
    this.#choose = choose;
    for (const edge of ['start', 'end']) {
      this.#handles[edge] = svg('g', { class: 'handle', role: 'slider', tabindex: '0', 'aria-label': t(edge === 'start' ? 'timeline.from' : 'timeline.to'),
        onkeydown: (event) => this.#key(event, edge) }, svg('rect', { x: -12, y: 0, width: 24, class: 'grip' }),
      svg('line', { y1: 0 }), svg('circle', { r: 6 }));
    }
    this.#plot.append(this.#lanes, this.#stretch, this.#handles.start, this.#handles.end);
    this.element = el('div', { class: 'figure' }, this.#summary, this.#plot);
    new ResizeObserver(() => this.#draw()).observe(this.element);
    this.#plot.addEventListener('pointerdown', (event) => this.#down(event));
    this.#plot.addEventListener('pointermove', (event) => this.#drag(event));
    for (const name of ['pointerup', 'pointercancel']) this.#plot.addEventListener(name, (event) => this.#up(event));
  }

  /** @param events with label, start, end and confidence; selection with start and end, or null */
  show(now, events, selection) {
    this.#now = now;
    this.#events = events;
    this.#selection = selection;
    this.#draw();
  }

  get #width() {
    return this.element.clientWidth;
  }

  #x(at) {
    const share = (at - (this.#now - HOUR)) / HOUR;
    return this.#left + Math.min(1, Math.max(0, share)) * (this.#width - this.#left - RIGHT);
  }

  #time(x) {
    const share = (x - this.#left) / (this.#width - this.#left - RIGHT);
    return Math.round(this.#now - HOUR + Math.min(1, Math.max(0, share)) * HOUR);
  }

  #draw() {
    if (this.#width === 0) return;
    const newest = new Map();
    for (const event of this.#events) newest.set(event.label, Math.max(newest.get(event.label) ?? 0, event.end));
    let labels = [...newest.keys()].sort((one, other) => newest.get(other) - newest.get(one));
    const others = labels.length > LANES;
    if (others) labels = [...labels.slice(0, LANES - 1), t('timeline.others')];
    const narrow = this.#width < 480;
    this.#left = narrow ? 76 : 128;
    const letters = Math.floor((this.#left - 10) / 6.8);
    this.#height = TOP + Math.max(1, labels.length) * LANE + AXIS;
    setAttribute(this.#plot, 'height', this.#height);
    setAttribute(this.#plot, 'width', this.#width);

    const parts = [];
    const bottom = this.#height - AXIS;
    const ticks = narrow ? 2 : 4;
    for (let tick = 0; tick <= ticks; tick++) {
      const at = this.#now - HOUR + (HOUR * tick) / ticks;
      const x = this.#x(at);
      parts.push(svg('line', { class: 'grid', x1: x, x2: x, y1: TOP, y2: bottom }));
      parts.push(svg('text', { class: 'axis', x, y: this.#height - 5, 'text-anchor': tick === ticks ? 'end' : tick === 0 ? 'start' : 'middle' },
        tick === ticks ? t('timeline.now') : formatShortClock(at)));
    }
    labels.forEach((label, lane) => {
      const short = label.length > letters ? `${label.slice(0, letters - 1)}…` : label;
      parts.push(svg('text', { class: 'axis lane', x: this.#left - 8, y: TOP + lane * LANE + 15, 'text-anchor': 'end' }, short));
    });
    for (const event of this.#events) {
      if (event.end < this.#now - HOUR) continue;
      const lane = labels.indexOf(event.label);
      const from = this.#x(event.start);
      const bar = svg('rect', { class: 'event', x: from, y: TOP + (lane < 0 ? labels.length - 1 : lane) * LANE + 3,
        width: Math.max(4, this.#x(event.end) - from), height: LANE - 6, rx: 3 },
      svg('title', {}, t('timeline.event', { label: event.label, from: formatClock(event.start), to: formatClock(event.end),
        confidence: formatShare(event.confidence ?? 0) })));
      bar.event = event;
      parts.push(bar);
    }
    this.#lanes.replaceChildren(...parts);
    setText(this.#summary, t('timeline.summary', { number: this.#events.length, count: this.#events.length }));
    this.#drawSelection(bottom);
  }

  #drawSelection(bottom) {
    const chosen = this.#selection;
    for (const part of [this.#stretch, this.#handles.start, this.#handles.end]) {
      setAttribute(part, 'visibility', chosen ? 'visible' : 'hidden');
    }
    if (!chosen) return;
    const from = this.#x(chosen.start);
    const to = this.#x(chosen.end);
    for (const [name, value] of Object.entries({ x: from, width: Math.max(1, to - from), height: bottom })) {
      setAttribute(this.#stretch, name, value);
    }
    for (const [edge, x] of [['start', from], ['end', to]]) {
      const handle = this.#handles[edge];
      const [grip, line, circle] = handle.children;
      setAttribute(handle, 'transform', `translate(${x} 0)`);
      setAttribute(grip, 'height', bottom);
      setAttribute(line, 'y2', bottom);
      setAttribute(circle, 'cy', edge === 'start' ? 6 : bottom - 2);
      setAttribute(handle, 'aria-valuemin', -3600);
      setAttribute(handle, 'aria-valuemax', 0);
      setAttribute(handle, 'aria-valuenow', Math.min(0, Math.max(-3600, Math.round((chosen[edge] - this.#now) / 1000))));
      setAttribute(handle, 'aria-valuetext', formatClock(chosen[edge]));
    }
  }

  #down(event) {
    const x = event.offsetX;
    if (x < this.#left || event.button !== 0) return;
    const handle = event.target.closest('.handle');
    const edge = handle && (handle === this.#handles.start ? 'start' : 'end');
    this.#dragging = { at: x, event: event.target.event, edge, moved: false,
      fixed: edge ? this.#selection[edge === 'start' ? 'end' : 'start'] : this.#time(x) };
    this.#plot.setPointerCapture(event.pointerId);
  }

  #drag(event) {
    const drag = this.#dragging;
    if (!drag) return;
    drag.moved ||= Math.abs(event.offsetX - drag.at) > 4;
    if (!drag.moved) return;
    const at = this.#time(event.offsetX);
    this.#choose(Math.min(at, drag.fixed), Math.max(at, drag.fixed));
  }

  #up() {
    const drag = this.#dragging;
    this.#dragging = null;
    if (drag && !drag.moved && drag.event) this.#choose(drag.event.start, drag.event.end, drag.event);
  }

  #key(event, edge) {
    if (!this.#selection) return;
    const step = event.shiftKey ? 10e3 : 1e3;
    const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageUp: -60e3, PageDown: 60e3,
      Home: -HOUR, End: HOUR }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const { start, end } = this.#selection;
    if (edge === 'start') this.#choose(Math.max(this.#now - HOUR, Math.min(end, start + by)), end);
    else this.#choose(start, Math.min(this.#now, Math.max(start, end + by)));
  }
}
