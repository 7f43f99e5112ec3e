/**
 * Numbers this close to each other, relative to their size, count as equal. Equal prices of a file may differ in their
 * last bits once they are adjusted, by factors that later dividends and splits set; a feature must not depend on that.
 */
export const TIE = 1e-12;

/** Whether a price is above another by more than rounding explains. */
export function isAbove(price: number, other: number): boolean {
  return price > other + TIE * Math.abs(other);
}
