import type { Exits, PositionSize } from '#contract/backtest.ts';
import type { Costs } from '#contract/model-spec.ts';

/** How a rule is traded. */
export interface BacktestSettings {
  readonly costs: Costs;
  readonly size: PositionSize;
  readonly exits: Exits;
  readonly initialCapital: number;
}

/** All of the capital, and no exit but the rule's own. */
export const plainSettings: Omit<BacktestSettings, 'costs'> = {
  size: { kind: 'fraction', fraction: 1 },
  exits: { withinBar: 'stop-first' },
  initialCapital: 100_000,
};
