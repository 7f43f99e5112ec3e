import type { PriceRule, Rule } from '#contract/backtest.ts';
import { AppError } from '#contract/errors.ts';
import type { Indicators } from '../indicators.ts';
import { FLAT, LONG } from '../sleeve.ts';
import { wantToHold } from './buy-and-hold.ts';
import { wantByChannel } from './donchian-breakout.ts';
import { wantByAverages } from './ma-crossover.ts';
import { wantByRsi } from './rsi-reversal.ts';

/** The side that a rule wants after the close of each bar, from bars up to it. `into` [bars] */
export function wantSides(rule: PriceRule, indicators: Indicators, into: Int8Array): void {
  switch (rule.kind) {
    case 'ma-crossover':
      wantByAverages(rule, indicators, into);
      break;
    case 'rsi-reversal':
      wantByRsi(rule, indicators, into);
      break;
    case 'donchian-breakout':
      wantByChannel(rule, indicators, into);
      break;
    case 'buy-and-hold':
      wantToHold(into);
      break;
  }
}

/** The side that a rule wants before the first bar: only what never looks at prices can want one. */
export function sideBefore(rule: PriceRule): number {
  return rule.kind === 'buy-and-hold' ? LONG : FLAT;
}

/** What does not go together in the parameters of a rule, as "expected …, found …"; null where all does. */
export function findContradiction(rule: Rule): string | null {
  switch (rule.kind) {
    case 'probability-threshold':
      return rule.enterProbability === undefined || rule.enterProbability >= rule.exitProbability
        ? null
        : `expected an enterProbability at or above the exitProbability, found ${rule.enterProbability} to enter and ${rule.exitProbability} to exit`;
    case 'ma-crossover':
      return rule.fastBars < rule.slowBars
        ? null
        : `expected fewer fastBars than slowBars, found ${rule.fastBars} and ${rule.slowBars}`;
    case 'rsi-reversal':
      return rule.oversold < rule.exit && rule.exit < rule.overbought
        ? null
        : `expected oversold below exit below overbought, found ${rule.oversold}, ${rule.exit}, ${rule.overbought}`;
    case 'donchian-breakout':
    case 'buy-and-hold':
      return null;
  }
}

/** Errors: backtest/contradictory-rule. */
export function requireConsistent(rule: Rule): void {
  const contradiction = findContradiction(rule);
  if (contradiction === null) return;
  throw new AppError('backtest/contradictory-rule', `${rule.kind}: ${contradiction}.`, 'Change one of the two.');
}
