// A line chart of shares over time, with a mark at each change of the model.

import { el, svg, setAttribute, setText } from '../dom.js';
import { formatClock, formatShare, formatShortClock } from '../format.js';
import { t } from '../texts.js';

const HEIGHT = 200;
const LEFT = 44;
const RIGHT = 12;
const TOP = 22;
const BOTTOM = 24;

export class LineChart {
  #plot = svg('svg', { class: 'chart line', tabindex: '0', role: 'slider', height: HEIGHT });
  #summary = el('p', { class: 'quiet' });
  #whole = '';
  #data = { history: [], models: [] };
  #drawn = '';
  #cursor = null;
  #xs = [];
  #y = () => 0;
  #mark = null;

  constructor(name) {
    this.element = el('div', { class: 'figure' }, this.#summary, this.#plot);
    setAttribute(this.#plot, 'aria-label', name);
    new ResizeObserver(() => this.#draw()).observe(this.#plot);
    this.#plot.addEventListener('pointermove', (event) => this.#pointAt(event.offsetX));
    this.#plot.addEventListener('pointerleave', () => this.#moveTo(null));
    this.#plot.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param history pairs of milliseconds since 1970 and a share from 0 to 1, in order of time; models newest first */
  show(history, models) {
    this.#data = { history, models };
    this.#draw();
  }

  #draw() {
    const { history, models } = this.#data;
    const width = this.#plot.clientWidth;
    const state = `${width} ${history.length} ${history.at(-1)} ${models.map((model) => model.since)}`;
    if (width === 0 || state === this.#drawn || history.length === 0) return;
    this.#drawn = state;
    const shares = history.map(([, share]) => share);
    const first = history[0][0];
    const last = Math.max(history.at(-1)[0], first + 60e3);
    const lowest = Math.min(...shares);
    const bottom = Math.max(0, Math.floor(lowest * 10 - 0.5) / 10);
    const x = (at) => LEFT + ((at - first) / (last - first)) * (width - LEFT - RIGHT);
    const y = (share) => TOP + ((1 - share) / (1 - bottom)) * (HEIGHT - TOP - BOTTOM);
    this.#xs = history.map(([at]) => x(at));
    const marks = models.filter(({ since }) => since > first && since <= last);

    const parts = [];
    const step = 1 - bottom > 0.5 ? 0.2 : 0.1;
    for (let share = 1; share >= bottom - 1e-9; share -= step) {
      parts.push(svg('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(share), y2: y(share) }));
      parts.push(svg('text', { class: 'axis', x: LEFT - 8, y: y(share) + 4, 'text-anchor': 'end' }, formatShare(share)));
    }
    const ticks = Math.max(2, Math.floor((width - LEFT) / 110));
    for (let tick = 0; tick < ticks; tick++) {
      const at = first + ((last - first) * tick) / (ticks - 1);
      const anchor = tick === 0 ? 'start' : tick === ticks - 1 ? 'end' : 'middle';
      parts.push(svg('text', { class: 'axis', x: x(at), y: HEIGHT - 6, 'text-anchor': anchor }, formatShortClock(at)));
    }
    let free = width;
    for (const { version, since } of marks) {
      const at = x(since);
      parts.push(svg('line', { class: 'mark', x1: at, x2: at, y1: TOP - 6, y2: HEIGHT - BOTTOM }));
      parts.push(svg('path', { class: 'mark-head', d: `M${at - 4} ${TOP - 10}h8l-4 7z` }));
      const room = free - at - 14;
      if (room > 40) {
        const text = version.length > room / 7 ? `${version.slice(0, Math.floor(room / 7) - 1)}…` : version;
        parts.push(svg('text', { class: 'axis', x: at + 8, y: TOP - 6 }, text));
        free = at;
      }
    }
    const path = history.map(([at, share], index) => `${index ? 'L' : 'M'}${x(at).toFixed(1)} ${y(share).toFixed(1)}`).join('');
    parts.push(svg('path', { class: 'line', d: path }));
    parts.push(svg('circle', { class: 'now', cx: this.#xs.at(-1), cy: y(shares.at(-1)), r: 3.5 }));
    this.#plot.replaceChildren(...parts, this.#cursorMark(y));
    this.#y = y;

    const values = { lowest: formatShare(lowest), highest: formatShare(Math.max(...shares)), now: formatShare(shares.at(-1)),
      from: formatShortClock(first), to: formatShortClock(history.at(-1)[0]) };
    this.#whole = t('accuracy.summary', values);
    setAttribute(this.#plot, 'aria-valuemin', 0);
    setAttribute(this.#plot, 'aria-valuemax', history.length - 1);
    this.#moveTo(this.#cursor);
  }

  #cursorMark() {
    this.#mark = svg('g', { class: 'cursor', visibility: 'hidden' },
      svg('line', { y1: TOP, y2: HEIGHT - BOTTOM }), svg('circle', { r: 4.5 }));
    return this.#mark;
  }

  #pointAt(offset) {
    let nearest = 0;
    this.#xs.forEach((x, index) => {
      if (Math.abs(x - offset) < Math.abs(this.#xs[nearest] - offset)) nearest = index;
    });
    this.#moveTo(this.#xs.length ? nearest : null);
  }

  #moveTo(index) {
    const { history } = this.#data;
    this.#cursor = index === null ? null : Math.min(history.length - 1, Math.max(0, index));
    const at = this.#cursor ?? history.length - 1;
    setAttribute(this.#plot, 'aria-valuenow', at);
    setAttribute(this.#plot, 'aria-valuetext', this.#tell(at));
    if (!this.#mark) return;
    setAttribute(this.#mark, 'visibility', this.#cursor === null ? 'hidden' : 'visible');
    setText(this.#summary, this.#cursor === null ? this.#whole : this.#tell(at));
    if (this.#cursor === null) return;
    const x = this.#xs[at];
    const [line, circle] = this.#mark.children;
    setAttribute(line, 'x1', x);
    setAttribute(line, 'x2', x);
    setAttribute(circle, 'cx', x);
    setAttribute(circle, 'cy', this.#y(history[at][1]));
  }

  #tell(index) {
    const point = this.#data.history[index];
    if (!point) return t('none');
    const model = this.#data.models.find(({ since }) => since <= point[0]);
    const reading = t('accuracy.reading', { time: formatClock(point[0]), share: formatShare(point[1]) });
    return model ? `${reading} · ${model.version}` : reading;
  }

  #key(event) {
    const last = this.#data.history.length - 1;
    const at = this.#cursor ?? last;
    const to = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, PageUp: at - 10, PageDown: at + 10,
      Home: 0, End: last }[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.#moveTo(to);
  }
}
