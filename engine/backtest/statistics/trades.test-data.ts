import { OPEN, REASON, TradeTape } from '../trade-tape.ts';

/** A tape of trades of 100 each with these profits; an open one is [profit]. */
export function tapeOf(trades: readonly (number | readonly [open: number])[]): TradeTape {
  const tape = new TradeTape();
  for (const trade of trades) {
    const k = tape.count++;
    if (k === tape.profit.length) tape.grow();
    tape.stake[k] = 100;
    tape.reason[k] = typeof trade === 'number' ? REASON.rule : OPEN;
    tape.profit[k] = typeof trade === 'number' ? trade : trade[0];
  }
  return tape;
}
