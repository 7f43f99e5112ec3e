const DAY_MS = 86_400_000;

/** The month in UTC that a time lies in. Kept from bar to bar, for a bar is mostly of the same month as that before. */
export class MonthOfTime {
  readonly #date = new Date(0);
  /** Where the month begins, and the next one, in milliseconds since 1970. */
  #begin = NaN;
  #end = NaN;
  /** 0 = January. */
  month = 0;

  /** Moves to the month of this time. */
  moveTo(time: number): void {
    if (time >= this.#begin && time < this.#end) return;
    const date = this.#date;
    date.setTime(time);
    this.month = date.getUTCMonth();
    date.setUTCDate(1);
    this.#begin = date.setUTCHours(0, 0, 0, 0);
    this.#end = date.setUTCMonth(this.month + 1);
  }

  /** Days of the month. */
  get length(): number {
    return Math.round((this.#end - this.#begin) / DAY_MS);
  }

  /** 0 = the first of the month. */
  dayOf(time: number): number {
    return Math.floor((time - this.#begin) / DAY_MS);
  }
}
