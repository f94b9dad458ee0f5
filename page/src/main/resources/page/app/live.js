// The stream of what goes on. A view asks for what it shows; another view is another stream.

const NAMES = ['overview', 'tiles', 'tile', 'accuracy', 'queue', 'labels', 'strip'];
const SILENCE = 20e3;
const HIDDEN = 10e3;

export class Live {
  #source = null;
  #query = null;
  #heard = 0;
  #wait = 1000;
  #timer = 0;
  #paused = false;
  #handlers;

  /**
   * @param handlers event(name, data) for each event, started() when a stream begins, and
   *     connected(yes) when the connection is lost or back
   */
  constructor(handlers) {
    this.#handlers = handlers;
    // A tab that sleeps holds no stream, and begins with the present when it is looked at again.
    let hiding = 0;
    document.addEventListener('visibilitychange', () => {
      clearTimeout(hiding);
      if (document.hidden) {
        hiding = setTimeout(() => this.#close(), HIDDEN);
      } else if (!this.#source) {
        this.#open();
      }
    });
    // A browser keeps pages that were left, and opens six connections to a server at most.
    addEventListener('pagehide', () => this.#close());
    addEventListener('pageshow', (event) => {
      if (event.persisted) this.#open();
    });
    // A connection may die without a word, for example while a computer sleeps.
    setInterval(() => {
      if (this.#source && performance.now() - this.#heard > SILENCE) this.#lost();
    }, 5000);
  }

  /** Asks for something else. */
  ask(query) {
    const text = new URLSearchParams(query).toString();
    if (text === this.#query) return;
    this.#query = text;
    this.#wait = 1000;
    this.#open();
  }

  /** Stops the stream, and begins it again with the present. */
  pause(paused) {
    this.#paused = paused;
    if (paused) this.#close();
    else this.#open();
  }

  #open() {
    this.#close();
    if (this.#query === null || this.#paused) return;
    const source = new EventSource(`/api/live?${this.#query}`);
    this.#source = source;
    this.#heard = performance.now();
    source.onopen = () => {
      this.#wait = 1000;
      this.#handlers.connected(true);
      this.#handlers.started();
    };
    source.onerror = () => {
      this.#handlers.connected(false);
      // The browser tries again by itself unless it was refused.
      if (source.readyState === EventSource.CLOSED) this.#lost();
    };
    for (const name of NAMES) {
      source.addEventListener(name, (event) => {
        this.#heard = performance.now();
        this.#handlers.event(name, JSON.parse(event.data));
      });
    }
  }

  #lost() {
    this.#close();
    this.#handlers.connected(false);
    this.#timer = setTimeout(() => {
      if (!document.hidden) this.#open();
    }, this.#wait);
    this.#wait = Math.min(30e3, this.#wait * 2);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
