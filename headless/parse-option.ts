import { InvalidArgumentError } from 'commander';

/*
 * Values of options. Each parser raises commander's InvalidArgumentError, which ends the program with the exit code of
 * wrong usage.
 */

const unitsMs = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;

/** Longer lags are a slip of the hand. */
const MAX_LAG_MS = 3653 * unitsMs.d;

/** Midnight UTC of a day of the calendar written YYYY-MM-DD. */
export function parseDay(text: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse takes 31 February for 2 March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('Expected a day such as 2014-01-31.');
  }
  return time;
}

/** Milliseconds of a time such as 12h, 2d or 1w, up to ten years; 0 needs no unit. */
export function parseLag(text: string): number {
  if (text === '0') return 0;
  const match = /^(\d+(?:\.\d+)?)(h|d|w)$/.exec(text);
  if (!match) throw new InvalidArgumentError('Expected a time such as 12h, 2d or 1w.');
  const lag = Number(match[1]) * unitsMs[match[2] as keyof typeof unitsMs];
  if (lag > MAX_LAG_MS) throw new InvalidArgumentError('Expected at most ten years.');
  return lag;
}

/** The number of a snapshot, as "almanac quality" lists it. */
export function parseSnapshotNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number > 0 && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('Expected a snapshot number, as "almanac quality <symbol>" lists them.');
}

/** A simple return written with its percent sign, such as 5% or -2.5%, as a fraction; above -100 %. */
export function parseReturn(text: string): number {
  const match = /^([+-]?\d+(?:\.\d+)?) ?%$/.exec(text);
  const value = match ? Number(match[1]) / 100 : Number.NaN;
  if (!(value > -1)) throw new InvalidArgumentError('Expected a return such as 5% or -2.5%, above -100%.');
  return value;
}

/** A price above zero. */
export function parsePrice(text: string): number {
  const price = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (!(price > 0 && Number.isFinite(price))) throw new InvalidArgumentError('Expected a price above zero.');
  return price;
}

/** The number of a job, as "almanac jobs" lists it. */
export function parseJobId(text: string): number {
  const id = /^\d+$/.test(text) ? Number(text) : 0;
  if (id > 0 && Number.isSafeInteger(id)) return id;
  throw new InvalidArgumentError('Expected a job id, as "almanac jobs" lists them.');
}
