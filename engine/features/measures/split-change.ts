// Halves of what a change and its size add up to, and no choice between the two: prices rise or fall by chance, and a
// processor that has guessed wrong which it will be waits as long as a simple feature takes.

/** The change where it is above 0, else 0; exact. */
export function measureGain(change: number): number {
  return (Math.abs(change) + change) / 2;
}

/** The size of the change where it is below 0, else 0; exact. */
export function measureLoss(change: number): number {
  return (Math.abs(change) - change) / 2;
}

/** 1 for a rise, -1 for a fall, 0 for neither and where a price is NaN. */
export function directionOf(before: number, price: number): number {
  return Number(price > before) - Number(price < before);
}
