/** A running statistic of the numbers fed to it. */
export interface Stream {
  /** Takes the next number and gives the statistic up to it; NaN while there is none. */
  push(value: number): number;
}
