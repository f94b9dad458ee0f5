// The page: its head, the view that the address names, and the stream that fills it.

import { AccuracyView } from './accuracy.js';
import { readPlace, writePlace } from './address.js';
import { readSettings } from './api.js';
import { CameraView } from './camera.js';
import { CamerasView } from './cameras.js';
import { el, setAttribute, setText } from './dom.js';
import { makeHelp } from './help.js';
import { Judgements } from './judgements.js';
import { isTyping, keyOf } from './keys.js';
import { Live } from './live.js';
import { Overview } from './overview.js';
import { preference, setPreference } from './preferences.js';
import { QueueView } from './queue.js';
import { loadTexts, t } from './texts.js';

const VIEWS = { cameras: CamerasView, camera: CameraView, accuracy: AccuracyView, queue: QueueView };
const THEMES = ['auto', 'light', 'dark'];

class Page {
  settings = null;
  place = readPlace(location.search);
  labels = [];
  overview = null;
  judgements = null;
  #ahead = 0;
  #view = null;
  #viewName = null;
  #cameFrom = null;
  #paused = false;
  #lost = false;
  #live;
  #overviewLine;
  #main = el('main', { id: 'content' });
  #notice = el('p', { class: 'notice', role: 'status' });
  #links = {};
  #pause;
  #wall;
  #theme;
  #help;

  /** Reads the settings, however long it takes, and shows the place of the address. */
  async start() {
    await loadTexts(document.documentElement.lang);
    this.#showTheme(preference('theme', 'auto'));
    document.body.replaceChildren(el('p', { class: 'empty' }, t('starting')));
    for (let wait = 1000; !this.settings; wait = Math.min(30e3, wait * 2)) {
      await this.#readSettings().catch(() => new Promise((resolve) => { setTimeout(resolve, wait); }));
    }
    this.judgements = new Judgements(this);
    this.#build();
    this.#live = new Live({
      started: () => this.#view.started(),
      event: (name, data) => this.#event(name, data),
      connected: (yes) => this.#connected(yes),
    });
    addEventListener('popstate', () => this.#arrive(readPlace(location.search), true));
    document.addEventListener('click', (event) => this.#click(event));
    document.addEventListener('keydown', (event) => this.#key(event));
    document.addEventListener('fullscreenchange', () => {
      if (!document.fullscreenElement && this.place.wall) this.go({ wall: false });
    });
    setInterval(() => this.#tick(), 1000);
    this.#arrive(this.place, false);
  }

  /** The server's time, in milliseconds since 1970. */
  now() {
    return Date.now() + this.#ahead;
  }

  address(change) {
    return writePlace({ ...this.place, ...change });
  }

  /** Goes to a place that differs from this one as told. */
  go(change, replace = false) {
    const place = { ...this.place, ...change };
    if (writePlace(place) === writePlace(this.place)) return;
    history[replace ? 'replaceState' : 'pushState'](null, '', writePlace(place));
    this.#arrive(place, true);
  }

  /** Asks the server for what the view shows. */
  ask() {
    this.#live.ask(this.#view.query());
  }

  /** A judgement was undone. */
  undone(judgement) {
    this.#view.undone?.(judgement);
  }

  /** The tiles are there: the focus returns to the camera that was looked at. */
  arranged(view) {
    if (this.#cameFrom !== null && view.focus(this.#cameFrom)) this.#cameFrom = null;
  }

  async #readSettings() {
    this.settings = await readSettings();
    this.#ahead = this.settings.now - Date.now();
  }

  #build() {
    const link = (view) => {
      this.#links[view] = el('a', { href: writePlace({ view }) }, t(`nav.${view}`));
      return el('li', {}, this.#links[view]);
    };
    const button = (action, ...parts) => el('button', { type: 'button', onclick: action }, ...parts);
    this.#overviewLine = new Overview();
    this.#help = makeHelp();
    this.#pause = button(() => this.#setPaused(!this.#paused), t('tools.pause'));
    this.#wall = button(() => this.#toggleWall(), t('tools.wall'));
    this.#theme = button(() => this.#nextTheme());
    this.#showTheme(preference('theme', 'auto'));
    document.body.replaceChildren(
      el('a', { class: 'skip', href: '#content' }, t('skip')),
      el('header', {},
        el('div', { class: 'head' },
          el('a', { class: 'brand', href: '/' }, el('img', { src: '/static/icons/icon.svg', alt: '', width: '22', height: '22' }), t('product')),
          el('nav', { 'aria-label': t('nav') }, el('ul', {}, link('cameras'), link('accuracy'), this.settings.allowLabels ? link('queue') : null)),
          el('div', { class: 'tools', role: 'group', 'aria-label': t('tools') }, this.#pause, this.#wall, this.#theme,
            button(() => this.#help.showModal(), t('tools.keys')))),
        this.#overviewLine.element),
      this.#notice, this.#main, el('button', { type: 'button', class: 'leave-wall', 'aria-label': t('tools.leaveWall'),
        onclick: () => this.go({ wall: false }) }, '✕'), this.judgements.toast, this.#help);
  }

  #arrive(place, moved) {
    const name = place.camera ? `camera ${place.camera}` : place.view;
    const before = this.place;
    this.place = place;
    setAttribute(document.documentElement, 'data-wall', place.wall && place.view === 'cameras' && !place.camera);
    setAttribute(document.documentElement, 'data-view', place.camera ? 'camera' : place.view);
    setText(this.#wall, t(place.wall ? 'tools.leaveWall' : 'tools.wall'));
    setAttribute(this.#wall, 'hidden', place.camera !== '' || place.view !== 'cameras');
    if (!place.wall && document.fullscreenElement) document.exitFullscreen();
    for (const [view, link] of Object.entries(this.#links)) {
      setAttribute(link, 'aria-current', view === place.view && !place.camera ? 'page' : null);
    }
    if (name === this.#viewName) {
      this.#view.moved();
      return;
    }
    this.#view?.leave();
    this.#viewName = name;
    this.#view = new VIEWS[place.camera ? 'camera' : place.view](this);
    document.title = t('title', { view: this.#view.title });
    this.#main.replaceChildren(this.#view.element);
    if (moved) {
      this.#cameFrom = !place.camera && before.camera ? before.camera : null;
      scrollTo(0, 0);
      this.#view.element.querySelector('h1').focus({ preventScroll: true });
    }
    this.#view.enter();
  }

  #event(name, data) {
    if (name === 'overview') {
      this.overview = data;
      this.#ahead = data.now - Date.now();
      this.#overviewLine.show(data);
    }
    if (name === 'labels') this.labels = data;
    this.#view.event(name, data);
  }

  #connected(yes) {
    if (yes !== this.#lost) return;
    this.#lost = !yes;
    this.#say(t(yes ? 'connection.back' : 'connection.lost'), !yes);
    // A page that was started anew has another token, and perhaps other settings.
    if (yes) this.#readSettings().catch(() => {});
  }

  /** Says something above the view: for a while, or until something else is said. */
  #say(text, stays) {
    setText(this.#notice, text);
    clearTimeout(this.#silence);
    if (!stays) this.#silence = setTimeout(() => setText(this.#notice, ''), 4000);
  }

  #silence = 0;

  #setPaused(paused) {
    this.#paused = paused;
    this.#live.pause(paused);
    setText(this.#pause, t(paused ? 'tools.resume' : 'tools.pause'));
    this.#say(t(paused ? 'connection.paused' : 'connection.resumed'), paused);
  }

  #toggleWall() {
    const wall = !this.place.wall;
    this.go({ wall, from: 0 });
    // Full screen is a help, not a condition: a browser may refuse it.
    if (wall) document.documentElement.requestFullscreen?.().catch(() => {});
  }

  #nextTheme() {
    const theme = THEMES[(THEMES.indexOf(preference('theme', 'auto')) + 1) % THEMES.length];
    setPreference('theme', theme);
    this.#showTheme(theme);
  }

  #showTheme(theme) {
    setAttribute(document.documentElement, 'data-theme', theme);
    if (this.#theme) setText(this.#theme, t(`tools.theme.${theme}`));
  }

  #tick() {
    if (document.hidden) return;
    this.judgements.tick();
    if (!this.#paused) this.#view.tick();
  }

  #click(event) {
    const link = event.target.closest?.('a[href^="/"]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const place = readPlace(new URL(link.href).search);
    if (writePlace(place) === writePlace(this.place)) return;
    history.pushState(null, '', writePlace(place));
    this.#arrive(place, true);
  }

  #key(event) {
    const key = keyOf(event);
    if (key === null || this.#help.open) return;
    if (isTyping(event) && !['Escape', 'ArrowDown'].includes(key)) return;
    if (isTyping(event) && event.target.type !== 'search') return;
    if (this.#view.key(key, event) || this.#shortcut(key)) event.preventDefault();
  }

  #shortcut(key) {
    const view = { c: 'cameras', a: 'accuracy', q: this.settings.allowLabels ? 'queue' : null }[key];
    if (view) this.go({ view, camera: '', wall: false });
    else if (key === 'u') this.judgements.undoLast();
    else if (key === 'p') this.#setPaused(!this.#paused);
    else if (key === 'w' && this.place.view === 'cameras' && !this.place.camera) this.#toggleWall();
    else if (key === '?') this.#help.showModal();
    else return false;
    return true;
  }
}

new Page().start();
