import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { DAY, FIRST_YEAR, LAST_YEAR } from './calendar-day.ts';

/** Conversion between UTC and the clocks of a zone. Printed times are wall clocks as if they were UTC, epoch ms. */
export interface Zone {
  readonly name: string;
  /** The instant of a printed time: the first where it occurs twice, NaN where the clocks skip it. */
  toUtc(printed: EpochMs): EpochMs;
  /** As toUtc, but the second instant where the time occurs twice. */
  toLaterUtc(printed: EpochMs): EpochMs;
  toPrinted(utc: EpochMs): EpochMs;
  /** Whether the printed time occurs twice because the clocks were put back. */
  isAmbiguous(printed: EpochMs): boolean;
}

const FIXED_OFFSET = /^(?:Z|(?:UTC|GMT)?(?:([+-])(\d\d?)(?::?([0-5]\d))?)?)$/i;
const MAX_FIXED_OFFSET = 16 * 3_600_000;

/** Transitions are looked up in blocks of about a year, each when it is first needed. */
const BLOCK = 365 * DAY;

/** Two transitions are further apart than this: even where summer time pauses for Ramadan, it does for weeks. */
const PROBE = 7 * DAY;

/** No clock was ever changed by more than a day (Samoa and the Philippines changed by one). */
const MARGIN = DAY + 3_600_000;

/** Zones are asked about the years of prices only; outside, conversions give NaN. */
const FIRST_TIME = Date.UTC(FIRST_YEAR - 1, 0, 1);
const END_TIME = Date.UTC(LAST_YEAR + 2, 0, 1);

/** Whether createZone takes the name: an IANA zone, or a fixed offset such as UTC, Z, +02:00, UTC-5. */
export function isTimeZone(name: string): boolean {
  return !Number.isNaN(parseFixedOffset(name)) || isNamedZone(name);
}

/** The zone of that name; see isTimeZone. Errors: import/unknown-time-zone. */
export function createZone(name: string): Zone {
  const offset = parseFixedOffset(name);
  if (!Number.isNaN(offset)) return createFixedZone(name, offset);
  if (!isNamedZone(name)) {
    throw new AppError(
      'import/unknown-time-zone',
      `A time zone was expected, such as America/New_York, UTC or +02:00; found “${name}”.`,
      'Give the name as the IANA list has it: continent and city, Europe/Warsaw for instance.',
    );
  }
  return new NamedZone(name);
}

function createFixedZone(name: string, offset: number): Zone {
  return {
    name,
    toUtc: (printed) => printed - offset,
    toLaterUtc: (printed) => printed - offset,
    toPrinted: (utc) => utc + offset,
    isAmbiguous: () => false,
  };
}

/** Milliseconds ahead of UTC, NaN where the name is no fixed offset. */
function parseFixedOffset(name: string): number {
  const match = name === '' ? null : FIXED_OFFSET.exec(name);
  if (match === null) return Number.NaN;
  const [, sign, hours, minutes] = match;
  if (sign === undefined) return 0;
  const offset = Number(hours) * 3_600_000 + Number(minutes ?? 0) * 60_000;
  if (offset > MAX_FIXED_OFFSET) return Number.NaN;
  return sign === '-' && offset !== 0 ? -offset : offset;
}

function isNamedZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Stretches of one offset within a block: stretch i ends before ends[i] and has offsets[i]; the last end is that of the block. */
interface Block {
  readonly ends: readonly EpochMs[];
  readonly offsets: readonly number[];
}

class NamedZone implements Zone {
  readonly name: string;
  private readonly format: Intl.DateTimeFormat;
  private readonly blocks = new Map<number, Block>();
  /** The stretch that was asked for last, as nearly all questions are about neighbours: [from, until) has `offset`. */
  private from: EpochMs = Number.NaN;
  private until: EpochMs = Number.NaN;
  private offset = Number.NaN;

  constructor(name: string) {
    this.name = name;
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  toPrinted(utc: EpochMs): EpochMs {
    return utc + this.offsetAt(utc);
  }

  toUtc(printed: EpochMs): EpochMs {
    return this.isFarFromTransition(printed) ? printed - this.offset : this.findInstant(printed, true);
  }

  toLaterUtc(printed: EpochMs): EpochMs {
    return this.isFarFromTransition(printed) ? printed - this.offset : this.findInstant(printed, false);
  }

  isAmbiguous(printed: EpochMs): boolean {
    if (this.isFarFromTransition(printed)) return false;
    const first = this.findInstant(printed, true);
    return this.findInstant(printed, false) > first;
  }

  private isFarFromTransition(printed: EpochMs): boolean {
    const utc = printed - this.offset;
    return utc >= this.from + MARGIN && utc < this.until - MARGIN;
  }

  /** The first or last instant at which the clocks show the time. It has the offset of a day before or of a day after. */
  private findInstant(printed: EpochMs, isFirst: boolean): EpochMs {
    const before = printed - this.offsetAt(printed - MARGIN);
    const after = printed - this.offsetAt(printed + MARGIN);
    const isBefore = this.toPrinted(before) === printed;
    const isAfter = this.toPrinted(after) === printed;
    if (isBefore && isAfter) return isFirst ? Math.min(before, after) : Math.max(before, after);
    return isBefore ? before : isAfter ? after : Number.NaN;
  }

  private offsetAt(utc: EpochMs): number {
    if (utc >= this.from && utc < this.until) return this.offset;
    if (!(utc >= FIRST_TIME && utc < END_TIME)) return Number.NaN;
    const index = Math.floor(utc / BLOCK);
    let block = this.blocks.get(index);
    if (block === undefined) {
      block = this.findTransitions(index * BLOCK);
      this.blocks.set(index, block);
    }
    let i = 0;
    while (block.ends[i]! <= utc) i++;
    this.from = i === 0 ? index * BLOCK : block.ends[i - 1]!;
    this.until = block.ends[i]!;
    this.offset = block.offsets[i]!;
    return this.offset;
  }

  private findTransitions(start: EpochMs): Block {
    const end = start + BLOCK;
    const ends: number[] = [];
    const offsets: number[] = [];
    let offset = this.askOffset(start);
    for (let from = start; from < end; from += PROBE) {
      const to = Math.min(from + PROBE, end - 1000);
      const next = this.askOffset(to);
      if (next === offset) continue;
      // Clocks change at whole seconds.
      let low = from;
      let high = to;
      while (high - low > 1000) {
        const middle = low + Math.floor((high - low) / 2000) * 1000;
        if (this.askOffset(middle) === offset) low = middle;
        else high = middle;
      }
      ends.push(high);
      offsets.push(offset);
      offset = next;
    }
    ends.push(end);
    offsets.push(offset);
    return { ends, offsets };
  }

  /** The offset by the calendar of Intl, some microseconds a question. `utc` is a whole second. */
  private askOffset(utc: EpochMs): number {
    const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of this.format.formatToParts(utc)) {
      if (type in parts) parts[type as keyof typeof parts] = Number(value);
    }
    const { year, month, day, hour, minute, second } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - utc;
  }
}
