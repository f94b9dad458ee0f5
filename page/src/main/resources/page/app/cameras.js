// The grid of cameras: search, filters, pages, and as many tiles as the screen has room for.

import { el, setAttribute, setChildren, setText } from './dom.js';
import { formatCount } from './format.js';
import { t } from './texts.js';
import { Tile } from './tile.js';

const MOST = 60;
const LETTER = 0.056;
const USUAL = { narrowest: 176, widest: 520, fewest: 6, lines: 6.6, gap: 12 };
const WALL = { narrowest: 300, widest: 4000, fewest: 1, lines: 5.3, gap: 6 };

/** The columns and letters that show as many cameras as fit: as large as they can be, or else with the least space left below. */
export function layOut(width, height, cameras, wall) {
  const { narrowest, widest, fewest, lines, gap } = wall ? WALL : USUAL;
  const wanted = Math.min(MOST, Math.max(1, cameras));
  let best = null;
  for (let columns = 1; ; columns++) {
    const size = (width - (columns - 1) * gap) / columns;
    if (columns > 1 && size < narrowest) return best;
    if (size > widest && columns < wanted) continue;
    // One row of all cameras fits, too: on a wide screen it is the height that limits a tile.
    const lowest = columns >= wanted ? Math.max(narrowest, (height - lines) / (0.75 + LETTER * lines)) : widest;
    const tile = Math.min(size, widest, lowest);
    const font = Math.round(Math.min(64, Math.max(13, tile * LETTER)));
    const tall = tile * 0.75 + font * lines + gap;
    const rows = Math.max(1, Math.floor((height + gap) / tall));
    const fit = { columns, size, tile, font, used: rows * tall, count: Math.min(MOST, Math.max(columns > 2 ? 1 : fewest, columns * rows)) };
    if (columns * rows >= wanted) return fit;
    const tooLarge = best === null || best.size > narrowest * 1.6 || best.used > height + gap;
    if (tooLarge || fit.used >= best.used) best = fit;
  }
}

export class CamerasView {
  #page;
  #tiles = new Map();
  #states = new Map();
  #order = [];
  #matching = null;
  #total = 0;
  #layout = null;
  #active = null;
  #search;
  #label;
  #state;
  #sort;
  #range = el('span', { class: 'range' });
  #previous = el('a', { class: 'button', rel: 'prev', 'aria-label': t('cameras.previous') }, '←');
  #next = el('a', { class: 'button', rel: 'next', 'aria-label': t('cameras.next') }, '→');
  #found = el('p', { class: 'hidden', role: 'status' });
  #empty = el('p', { class: 'empty', hidden: true });
  #clear = el('a', { class: 'button', href: '/', hidden: true }, t('cameras.clear'));
  #grid = el('ul', { class: 'grid', 'aria-label': t('cameras.list') });
  #searching = 0;
  #resizing = 0;
  #onResize = () => {
    clearTimeout(this.#resizing);
    this.#resizing = setTimeout(() => this.#fit(), 150);
  };

  constructor(page) {
    this.#page = page;
    const { place } = page;
    this.title = t('cameras');
    const options = (pairs, chosen) => pairs.map(([value, text]) => el('option', { value, selected: value === chosen }, text));
    this.#search = el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', value: place.q, 'aria-keyshortcuts': '/',
      placeholder: t('filters.search'), 'aria-label': t('filters.search'), oninput: () => this.#searchSoon() });
    this.#label = el('select', { 'aria-label': t('filters.label'), onchange: () => this.#filter({ label: this.#label.value }) });
    this.#state = el('select', { 'aria-label': t('filters.state'), onchange: () => this.#filter({ state: this.#state.value }) },
      ...options([['', t('filters.state.all')], ...['live', 'silent', 'rejected'].map((state) => [state, t(`state.${state}`)])], place.state));
    this.#sort = el('select', { 'aria-label': t('filters.sort'), onchange: () => this.#filter({ sort: this.#sort.value }) },
      ...options(['worst', 'newest', 'name'].map((sort) => [sort, t(`sort.${sort}`)]), place.sort));
    this.#offerLabels();
    this.element = el('div', { class: 'cameras' },
      el('h1', { class: 'hidden', tabindex: '-1' }, t('cameras')),
      el('form', { class: 'filters', role: 'search', 'aria-label': t('filters'), onsubmit: (event) => {
        event.preventDefault();
        this.#filter({ q: this.#search.value });
      } }, this.#search, this.#label, this.#state, this.#sort,
      el('span', { class: 'pages' }, this.#range, this.#previous, this.#next)),
      this.#found, this.#empty, this.#clear, this.#grid);
    this.#grid.addEventListener('focusin', (event) => {
      const item = event.target.closest('li');
      if (item) this.#activate(item.dataset.camera);
    });
    addEventListener('resize', this.#onResize);
  }

  /** Called when the view is in the document, and its size known. */
  enter() {
    this.#fit();
  }

  leave() {
    removeEventListener('resize', this.#onResize);
    clearTimeout(this.#resizing);
    clearTimeout(this.#searching);
  }

  query() {
    const { q, label, state, sort, from } = this.#page.place;
    return { q, label, state, sort, from, count: this.#layout.count, views: 'overview,tiles' };
  }

  started() {
    this.#states.clear();
  }

  event(name, data) {
    if (name === 'labels') this.#offerLabels();
    if (name === 'tile') {
      // The events of the last hour come only when they have changed.
      const camera = { ...data, events: data.events ?? this.#states.get(data.camera)?.events ?? [] };
      this.#states.set(data.camera, camera);
      this.#tiles.get(data.camera)?.show(camera);
    }
    if (name === 'tiles') this.#arrange(data);
  }

  tick() {
    for (const tile of this.#tiles.values()) tile.tick();
  }

  #arrange({ total, matching, from, cameras }) {
    const changed = matching !== this.#matching;
    this.#total = total;
    this.#matching = matching;
    if (from > 0 && cameras.length === 0 && matching > 0) {
      this.#page.go({ from: Math.floor((matching - 1) / this.#layout.count) * this.#layout.count }, true);
      return;
    }
    const held = this.#grid.contains(document.activeElement) ? hold(this.#order, cameras) : cameras;
    this.#order = held;
    const tiles = held.map((name) => this.#tiles.get(name) ?? new Tile(this.#page, name));
    this.#tiles = new Map(tiles.map((tile) => [tile.name, tile]));
    for (const tile of tiles) {
      if (this.#states.has(tile.name) && !tile.element.dataset.state) tile.show(this.#states.get(tile.name));
    }
    setChildren(this.#grid, tiles.map((tile) => tile.element));
    for (const name of this.#states.keys()) {
      if (!this.#tiles.has(name)) this.#states.delete(name);
    }
    const filtered = this.#filtered();
    setText(this.#range, cameras.length === 0 ? '' : t(filtered && total !== matching ? 'cameras.rangeFiltered' : 'cameras.range',
      { from: formatCount(from + 1), to: formatCount(from + cameras.length), matching: formatCount(matching), total: formatCount(total) }));
    this.#turn(this.#previous, from > 0 ? Math.max(0, from - this.#layout.count) : null);
    this.#turn(this.#next, from + cameras.length < matching ? from + cameras.length : null);
    setText(this.#empty, matching === 0 ? t(filtered ? 'cameras.noMatch' : 'cameras.none') : '');
    setAttribute(this.#empty, 'hidden', matching > 0);
    setAttribute(this.#clear, 'hidden', matching > 0 || !filtered);
    if (filtered && changed) setText(this.#found, t('cameras.found', { number: matching, count: formatCount(matching) }));
    if (!this.#tiles.has(this.#active)) this.#activate(held[0] ?? null);
    if (changed) this.#fit();
    this.#page.arranged(this);
  }

  #turn(link, from) {
    setAttribute(link, 'href', from === null ? null : this.#page.address({ from }));
    setAttribute(link, 'aria-disabled', from === null ? 'true' : null);
  }

  #filtered() {
    const { q, label, state } = this.#page.place;
    return Boolean(q || label || state);
  }

  /** Fits tiles to the screen, and asks for another number of them when that changed. */
  #fit() {
    const wall = this.#page.place.wall;
    const top = this.#grid.getBoundingClientRect().top + scrollY;
    const width = this.#grid.clientWidth;
    if (width === 0) return;
    const height = Math.max(200, innerHeight - top - (wall ? 6 : 14));
    // As many tiles are asked for as fit when they are small; fewer cameras get larger tiles.
    const { count } = layOut(width, height, MOST, wall);
    this.#layout = { ...layOut(width, height, Math.min(count, this.#matching ?? MOST), wall), count };
    this.#grid.style.setProperty('--columns', this.#layout.columns);
    this.#grid.style.setProperty('--tile-width', `${this.#layout.tile}px`);
    this.#grid.style.setProperty('--tile-font', `${this.#layout.font}px`);
    this.#page.ask();
  }

  #offerLabels() {
    const chosen = this.#page.place.label;
    const labels = [...new Set([...this.#page.labels, ...(chosen ? [chosen] : [])])];
    if (this.#label.dataset.labels === JSON.stringify(labels)) return;
    this.#label.dataset.labels = JSON.stringify(labels);
    this.#label.replaceChildren(el('option', { value: '' }, t('filters.label.all')), ...labels.map((label) => el('option', { value: label }, label)));
    this.#label.value = chosen;
  }

  #searchSoon() {
    clearTimeout(this.#searching);
    this.#searching = setTimeout(() => this.#filter({ q: this.#search.value.trim() }), 250);
  }

  #filter(change) {
    this.#page.go({ ...change, from: 0 }, true);
  }

  /** The place changed within this view. */
  moved() {
    const { q, label, state, sort } = this.#page.place;
    if (document.activeElement !== this.#search) this.#search.value = q;
    this.#offerLabels();
    this.#label.value = label;
    this.#state.value = state;
    this.#sort.value = sort;
    this.#matching = null;
    for (const tile of this.#tiles.values()) tile.address();
    this.#fit();
  }

  #activate(name) {
    const before = this.#tiles.get(this.#active);
    if (before) setAttribute(before.link, 'tabindex', '-1');
    this.#active = name;
    const now = this.#tiles.get(name);
    if (now) setAttribute(now.link, 'tabindex', '0');
  }

  /** Puts the focus on a camera's tile, or with null on the first one. Gives whether there is one. */
  focus(name) {
    const tile = this.#tiles.get(name) ?? (name === null ? this.#tiles.get(this.#order[0]) : null);
    tile?.link.focus();
    return Boolean(tile);
  }

  key(key, event) {
    if (key === '/') {
      if (this.#page.place.wall) return false;
      this.#search.focus();
      this.#search.select();
      return true;
    }
    if (key === 'Escape') {
      if (event.target === this.#search) {
        this.#search.value = '';
        this.#search.blur();
        this.#filter({ q: '' });
      } else if (this.#page.place.wall) {
        this.#page.go({ wall: false });
      } else if (this.#filtered()) {
        this.#page.go({ q: '', label: '', state: '', from: 0 });
      } else {
        return false;
      }
      return true;
    }
    if (key === 'PageDown' || key === 'PageUp') {
      const link = key === 'PageDown' ? this.#next : this.#previous;
      if (!link.hasAttribute('href')) return false;
      link.click();
      return true;
    }
    if (event.target === this.#search && key === 'ArrowDown') return this.focus(null);
    return this.#arrow(key);
  }

  #arrow(key) {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.#layout.columns, ArrowDown: this.#layout.columns,
      Home: -Infinity, End: Infinity }[key];
    if (by === undefined || this.#order.length === 0) return false;
    if (!this.#grid.contains(document.activeElement)) return ['Home', 'End'].includes(key) ? false : this.focus(this.#active);
    const at = this.#order.indexOf(this.#active);
    const to = Number.isFinite(by) ? at + by : by < 0 ? 0 : this.#order.length - 1;
    return to >= 0 && to < this.#order.length ? this.focus(this.#order[to]) : true;
  }
}

/** The new order with those that stay kept in their places, so that a tile does not move under the reader's keys. */
export function hold(before, now) {
  const stay = new Set(now);
  const fresh = now.filter((name) => !before.includes(name));
  const held = before.map((name) => (stay.has(name) ? name : fresh.shift())).filter((name) => name !== undefined);
  return [...held, ...fresh].slice(0, now.length);
}
