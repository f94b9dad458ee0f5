// How good the model is: accuracy over time, confusions, precision and recall, models and rejected frames.

import { el, setAttribute, setShare } from './dom.js';
import { formatCount, formatShare, formatSince } from './format.js';
import { HeatMap } from './charts/heatmap.js';
import { LineChart } from './charts/line.js';
import { t } from './texts.js';

const CONFUSIONS = 12;
const COLUMNS = ['label', 'support', 'precision', 'recall'];

export class AccuracyView {
  #page;
  #none = el('p', { class: 'empty', hidden: true }, t('accuracy.none'));
  #history = new LineChart(t('accuracy.history'));
  #heat = new HeatMap();
  #figures;
  #confusions = el('tbody');
  #noErrors = el('p', { class: 'quiet', hidden: true }, t('accuracy.confusion.noErrors'));
  #classes = el('tbody');
  #heads = {};
  #order = { column: 'recall', up: true };
  #data = null;
  #shown = {};
  #models = el('tbody');
  #rejected = el('tbody');
  #noRejected = el('p', { class: 'quiet' }, t('accuracy.rejected.none'));
  #noModels = el('p', { class: 'quiet' }, t('accuracy.models.none'));

  constructor(page) {
    this.#page = page;
    this.title = t('accuracy');
    const head = (...keys) => el('thead', {}, el('tr', {}, ...keys.map((key) => el('th', { scope: 'col' }, t(key)))));
    const classHead = el('tr', {}, ...COLUMNS.map((column) => {
      const button = el('button', { type: 'button', class: 'plain', onclick: () => this.#sort(column) }, t(`accuracy.classes.${column}`));
      this.#heads[column] = el('th', { scope: 'col' }, button);
      return this.#heads[column];
    }));
    this.#figures = [
      el('section', { class: 'panel wide', 'aria-labelledby': 'history' }, el('h2', { id: 'history' }, t('accuracy.history')), this.#history.element),
      el('section', { class: 'panel', 'aria-labelledby': 'confusion' }, el('h2', { id: 'confusion' }, t('accuracy.confusion')),
        el('p', { class: 'quiet' }, t('accuracy.confusion.rows')),
        this.#heat.element, el('details', {}, el('summary', {}, t('accuracy.confusion.list')), this.#noErrors,
          el('table', {}, head('accuracy.confusion.truth', 'accuracy.confusion.answer', 'accuracy.confusion.count'), this.#confusions))),
      el('section', { class: 'panel', 'aria-labelledby': 'classes' }, el('h2', { id: 'classes' }, t('accuracy.classes')),
        el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('accuracy.classes') },
          el('table', { class: 'classes' }, el('thead', {}, classHead), this.#classes))),
    ];
    const [history, confusion, classes] = this.#figures;
    this.element = el('div', { class: 'accuracy' }, el('h1', { tabindex: '-1' }, t('accuracy')), this.#none,
      el('div', { class: 'columns even' }, history, confusion, el('div', { class: 'side' }, classes,
        el('section', { class: 'panel', 'aria-labelledby': 'models' }, el('h2', { id: 'models' }, t('accuracy.models')), this.#noModels,
          el('table', {}, head('accuracy.models.version', 'accuracy.models.since'), this.#models)),
        el('section', { class: 'panel', 'aria-labelledby': 'rejected' }, el('h2', { id: 'rejected' }, t('accuracy.rejected')), this.#noRejected,
          el('table', {}, head('accuracy.rejected.reason', 'accuracy.rejected.count'), this.#rejected)))));
    this.#showSort();
    if (page.overview) this.event('overview', page.overview);
  }

  enter() {
    this.#page.ask();
  }

  leave() {}

  moved() {}

  tick() {}

  started() {}

  query() {
    return { views: 'overview,accuracy' };
  }

  event(name, data) {
    if (name === 'overview') this.#showOverview(data);
    if (name === 'accuracy' && data.scope === '*') {
      this.#data = data;
      const some = data.history.length > 0 || data.classes.length > 0;
      setAttribute(this.#none, 'hidden', some);
      for (const figure of this.#figures) setAttribute(figure, 'hidden', !some);
      this.#history.show(data.history, data.models);
      this.#heat.show(data.confusion);
      this.#changed('confusions', data.confusion, () => this.#showConfusions(data.confusion));
      this.#showClasses();
    }
  }

  #changed(part, state, show) {
    const text = JSON.stringify(state);
    if (this.#shown[part] === text) return;
    this.#shown[part] = text;
    show();
  }

  #showConfusions({ labels, counts }) {
    const wrong = counts.flatMap((row, truth) => row.map((count, answer) => ({ truth, answer, count })))
      .filter(({ truth, answer, count }) => truth !== answer && count > 0)
      .sort((one, other) => other.count - one.count).slice(0, CONFUSIONS);
    setAttribute(this.#noErrors, 'hidden', wrong.length > 0);
    this.#confusions.replaceChildren(...wrong.map(({ truth, answer, count }) => el('tr', {}, el('th', { scope: 'row' }, labels[truth]),
      el('td', {}, labels[answer]), el('td', { class: 'number' }, formatCount(count)))));
  }

  #sort(column) {
    const { column: before, up } = this.#order;
    this.#order = { column, up: column === before ? !up : column === 'label' || column !== 'support' };
    this.#showSort();
    this.#showClasses();
  }

  #showSort() {
    for (const [column, head] of Object.entries(this.#heads)) {
      setAttribute(head, 'aria-sort', column === this.#order.column ? (this.#order.up ? 'ascending' : 'descending') : 'none');
    }
  }

  #showClasses() {
    if (!this.#data) return;
    this.#changed('classes', [this.#data.classes, this.#order], () => {
      const { column, up } = this.#order;
      const rows = [...this.#data.classes].sort((one, other) => {
        const by = column === 'label' ? one.label.localeCompare(other.label) : (one[column] ?? 2) - (other[column] ?? 2);
        return up ? by : -by;
      });
      this.#classes.replaceChildren(...rows.map((row) => el('tr', {}, el('th', { scope: 'row' }, row.label),
        el('td', { class: 'number' }, formatCount(row.support)), shareCell(row.precision), shareCell(row.recall))));
    });
  }

  #showOverview({ models, model, rejected, now }) {
    this.#changed('models', [models, Math.floor(now / 60e3)], () => {
      setAttribute(this.#noModels, 'hidden', (models ?? []).length > 0);
      setAttribute(this.#models.parentElement, 'hidden', (models ?? []).length === 0);
      this.#models.replaceChildren(...(models ?? []).map(({ version, since }) => el('tr', {}, el('th', { scope: 'row' }, version,
        version === model?.version && since === model?.since ? el('span', { class: 'tag' }, t('accuracy.models.current')) : null),
      el('td', { class: 'number' }, formatSince(since, now)))));
    });
    this.#changed('rejected', rejected, () => {
      const reasons = Object.entries(rejected ?? {}).sort((one, other) => other[1] - one[1]);
      setAttribute(this.#noRejected, 'hidden', reasons.length > 0);
      setAttribute(this.#rejected.parentElement, 'hidden', reasons.length === 0);
      this.#rejected.replaceChildren(...reasons.map(([reason, count]) => el('tr', {}, el('th', { scope: 'row' }, reason),
        el('td', { class: 'number' }, formatCount(count)))));
    });
  }

  key(key) {
    if (key !== 'Escape') return false;
    this.#page.go({ view: 'cameras' });
    return true;
  }
}

function shareCell(share) {
  const cell = el('td', { class: 'number with-bar' }, share == null ? t('none') : formatShare(share));
  setShare(cell, share ?? 0);
  return cell;
}
