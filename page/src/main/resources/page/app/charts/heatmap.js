// A confusion matrix as a heat map: rows are truths, columns are answers, and a cell's depth is its share of the row.

import { el, svg, setAttribute, setText } from '../dom.js';
import { formatCount, formatShare } from '../format.js';
import { t } from '../texts.js';

const SMALLEST = 4;
const LARGEST = 44;
const LETTER = 6.7;

export class HeatMap {
  #plot = svg('svg', { class: 'chart heatmap', tabindex: '0', role: 'slider', 'aria-label': t('accuracy.confusion') });
  #scroll = el('div', { class: 'scroll' }, this.#plot);
  #reading = el('p', { class: 'reading', 'aria-hidden': 'true' });
  #matrix = { labels: [], counts: [] };
  #drawn = '';
  #cell = 0;
  #gutter = 0;
  #cursor = null;
  #frame = null;

  constructor() {
    this.element = el('div', { class: 'figure' }, this.#scroll, this.#reading);
    new ResizeObserver(() => this.#draw()).observe(this.element);
    this.#plot.addEventListener('pointermove', (event) => this.#pointAt(event));
    this.#plot.addEventListener('pointerleave', () => this.#moveTo(null));
    this.#plot.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param matrix labels, and counts with a row for each label as truth and a column for each as answer */
  show(matrix) {
    this.#matrix = matrix;
    this.#draw();
  }

  #draw() {
    const { labels, counts } = this.#matrix;
    const width = this.element.clientWidth;
    const state = width + JSON.stringify(this.#matrix);
    if (width === 0 || state === this.#drawn || labels.length === 0) return;
    this.#drawn = state;
    const room = Math.min(width * 0.34, 150);
    const gutter = Math.ceil(Math.min(room, Math.max(...labels.map((label) => label.length)) * LETTER + 10));
    const cell = Math.max(SMALLEST, Math.min(LARGEST, Math.floor((width - gutter - 1) / labels.length)));
    const side = gutter + cell * labels.length + 1;
    this.#cell = cell;
    this.#gutter = gutter;
    for (const name of ['width', 'height']) setAttribute(this.#plot, name, side);

    const parts = [];
    labels.forEach((label, row) => {
      const middle = gutter + (row + 0.5) * cell;
      if (cell >= 11) {
        const short = label.length * LETTER > gutter - 8 ? `${label.slice(0, Math.floor((gutter - 16) / LETTER))}…` : label;
        parts.push(svg('text', { class: 'axis', x: gutter - 6, y: middle + 4, 'text-anchor': 'end' }, short));
        parts.push(svg('text', { class: 'axis', transform: `translate(${middle + 4} ${gutter - 6}) rotate(-90)` }, short));
      }
      const total = sum(counts[row]);
      labels.forEach((answer, column) => {
        const count = counts[row]?.[column] ?? 0;
        const share = total ? count / total : 0;
        const step = share === 0 ? 0 : Math.max(1, Math.ceil(share * 9));
        const at = { x: gutter + column * cell, y: gutter + row * cell };
        parts.push(svg('rect', { class: `heat-${step}${row === column ? ' diagonal' : ''}`, ...at,
          width: cell - (cell > 8 ? 2 : 0), height: cell - (cell > 8 ? 2 : 0), rx: cell > 16 ? 3 : 0 }));
        if (cell >= 24 && count > 0 && count < 1000) {
          parts.push(svg('text', { class: step > 5 ? 'count deep' : 'count', x: at.x + cell / 2 - 1, y: at.y + cell / 2 + 3,
            'text-anchor': 'middle' }, formatCount(count)));
        }
      });
    });
    this.#frame = svg('rect', { class: 'cell-cursor', width: cell, height: cell, visibility: 'hidden' });
    this.#plot.replaceChildren(...parts, this.#frame);
    setAttribute(this.#plot, 'aria-valuemin', 0);
    setAttribute(this.#plot, 'aria-valuemax', labels.length ** 2 - 1);
    this.#moveTo(this.#cursor);
  }

  #pointAt(event) {
    const size = this.#matrix.labels.length;
    const column = Math.floor((event.offsetX - this.#gutter) / this.#cell);
    const row = Math.floor((event.offsetY - this.#gutter) / this.#cell);
    this.#moveTo(row >= 0 && column >= 0 && row < size && column < size ? [row, column] : null);
  }

  #moveTo(cursor) {
    const size = this.#matrix.labels.length;
    this.#cursor = cursor && cursor.map((place) => Math.min(size - 1, Math.max(0, place)));
    const [row, column] = this.#cursor ?? [0, 0];
    const text = size ? this.#tell(row, column) : t('none');
    setAttribute(this.#plot, 'aria-valuenow', row * size + column);
    setAttribute(this.#plot, 'aria-valuetext', text);
    setText(this.#reading, this.#cursor ? text : t('accuracy.confusion.hint'));
    if (!this.#frame) return;
    setAttribute(this.#frame, 'visibility', this.#cursor ? 'visible' : 'hidden');
    setAttribute(this.#frame, 'x', this.#gutter + column * this.#cell - 1);
    setAttribute(this.#frame, 'y', this.#gutter + row * this.#cell - 1);
  }

  #tell(row, column) {
    const { labels, counts } = this.#matrix;
    const count = counts[row]?.[column] ?? 0;
    const total = sum(counts[row]);
    return t(row === column ? 'accuracy.confusion.right' : 'accuracy.confusion.reading', { truth: labels[row], label: labels[column],
      number: count, count: formatCount(count), share: formatShare(total ? count / total : 0) });
  }

  #key(event) {
    const [row, column] = this.#cursor ?? [0, 0];
    const to = { ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column], Home: [row, 0], End: [row, Infinity] }[event.key];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    this.#moveTo(this.#cursor ? to : [0, 0]);
  }
}

const sum = (numbers) => (numbers ?? []).reduce((total, number) => total + number, 0);
