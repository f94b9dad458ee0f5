// Numbers, shares and times as people of the page's language write them.

const language = document.documentElement.lang;
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const shortClock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(language, {
  day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const units = ['second', 'minute', 'hour', 'day'].map(
  (unit) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }));

export const formatCount = (number) => whole.format(number);
export const formatRate = (number) => (number < 100 ? decimal : whole).format(number);
export const formatShare = (share) => percent.format(share);

/** Hours, minutes and seconds of a time in milliseconds since 1970, in the reader's time zone. */
export const formatClock = (millis) => clock.format(millis);
export const formatShortClock = (millis) => shortClock.format(millis);

/** The time of a day, with the day when it is not within the last twelve hours. */
export function formatSince(millis, now) {
  return Math.abs(now - millis) < 12 * 3600e3 ? shortClock.format(millis) : day.format(millis);
}

/** A length of time in its largest whole unit. */
export function formatDuration(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 60) return units[0].format(Math.floor(seconds));
  if (seconds < 3600) return units[1].format(Math.floor(seconds / 60));
  if (seconds < 86400) return units[2].format(Math.floor(seconds / 3600));
  return units[3].format(Math.floor(seconds / 86400));
}

/** A latency. */
export function formatMillis(millis) {
  return millis < 1000 ? `${whole.format(millis)} ms` : `${decimal.format(millis / 1000)} s`;
}
