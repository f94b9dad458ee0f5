// Pictures of cameras. A picture is asked for only when the one before it has come and its place is on screen, so
// a slow line or a slow reader gets fewer pictures, never a queue of them.

import { pictureAddress } from './api.js';
import { setAttribute } from './dom.js';

const TIMEOUT = 10e3;
const CALM = 5e3;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

const byImage = new WeakMap();
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) byImage.get(entry.target)?.setOnScreen(entry.isIntersecting);
}, { rootMargin: '40px' });

/** One place for pictures: an img element and the newest picture that it should show. */
export class Picture {
  #camera = null;
  #wanted = null;
  #asked = null;
  #askedAt = 0;
  #loading = false;
  #onScreen = false;
  #timer = 0;
  #width;

  /** @param width of the pictures in pixels, or a function that tells it */
  constructor(image, width) {
    this.image = image;
    this.#width = typeof width === 'function' ? width : () => width;
    image.addEventListener('load', () => this.#ended(true));
    image.addEventListener('error', () => this.#ended(false));
    byImage.set(image, this);
    seen.observe(image);
  }

  /** Shows the camera's picture of a time, or of a later call's time if that comes before it is asked for. */
  show(camera, at) {
    if (camera !== this.#camera) {
      this.#camera = camera;
      this.#asked = null;
      setAttribute(this.image, 'data-shown', null);
    }
    this.#wanted = at;
    this.#next();
  }

  setOnScreen(onScreen) {
    this.#onScreen = onScreen;
    this.#next();
  }

  #next() {
    if (!this.#onScreen || this.#loading || this.#wanted === null || this.#wanted === this.#asked) return;
    const rest = calm.matches && this.#asked !== null ? this.#askedAt + CALM - performance.now() : 0;
    clearTimeout(this.#timer);
    if (rest > 0) {
      this.#timer = setTimeout(() => this.#next(), rest);
      return;
    }
    this.#loading = true;
    this.#asked = this.#wanted;
    this.#askedAt = performance.now();
    this.#timer = setTimeout(() => this.#ended(false), TIMEOUT);
    this.image.src = pictureAddress(this.#camera, this.#asked, this.#width());
  }

  #ended(shown) {
    if (!this.#loading) return;
    this.#loading = false;
    clearTimeout(this.#timer);
    if (shown) setAttribute(this.image, 'data-shown', this.#asked);
    this.#next();
  }
}

/** The step of width that suits a place on this screen: the usual width, twice or four times of it. */
export function widthFor(image, usual) {
  const pixels = image.clientWidth * Math.min(2, devicePixelRatio);
  return pixels <= usual * 1.25 ? usual : pixels <= usual * 2.5 ? usual * 2 : usual * 4;
}
