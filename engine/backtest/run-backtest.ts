import type { BacktestResult } from '#contract/backtest.ts';
import type { Bars, Timeframe } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { Costs } from '#contract/model-spec.ts';
import { type ProbabilityThresholds, wantPosition } from './rules/probability-threshold.ts';
import { warnAboveCeilings } from './sanity-ceilings.ts';
import { buyAndHold, simulate, type Strategy } from './simulate.ts';
import { summarise } from './summarise.ts';

/** What the model said after the close of some bars of one instrument; columns, ascending in time. */
export interface ForecastColumns {
  /** Time of the bar after whose close the forecast was made. [forecasts] */
  readonly time: Float64Array;
  readonly probabilityUp: Float64Array;
  /** Simple return over the horizon. [forecasts] */
  readonly expectedReturn: Float64Array;
}

export interface BacktestInput {
  readonly model: { readonly name: string; readonly version: number };
  /** Whether the model's leak certificate passed. */
  readonly certified: boolean;
  readonly timeframe: Timeframe;
  readonly horizonBars: number;
  /** Bars of the test window only, and the forecasts made on them. */
  readonly instruments: readonly {
    readonly symbol: string;
    readonly bars: Bars;
    readonly forecasts: ForecastColumns;
  }[];
  readonly costs: Costs;
  readonly rule: ProbabilityThresholds;
  readonly initialCapital: number;
}

/** Trades the forecasts of the test window by the probability-threshold rule, beside buy and hold at the same costs. */
export function runBacktest(input: BacktestInput): Omit<BacktestResult, 'leftOut'> {
  checkInput(input);
  const { instruments, costs, rule, initialCapital } = input;
  const traded = simulate({ instruments, costs, initialCapital, strategy: followForecasts(input) });
  const held = simulate({ instruments, costs, initialCapital, strategy: buyAndHold });
  const strategy = summarise(traded, initialCapital, input.timeframe);
  return {
    model: input.model,
    timeframe: input.timeframe,
    horizonBars: input.horizonBars,
    symbols: instruments.map(({ symbol }) => symbol),
    from: traded.time[0]!,
    to: traded.time[traded.time.length - 1]!,
    costs,
    rule,
    initialCapital,
    equity: {
      time: traded.time,
      strategy: Array.from(traded.equity),
      buyAndHold: Array.from(held.equity),
    },
    strategy,
    buyAndHold: summarise(held, initialCapital, input.timeframe),
    trades: traded.trades,
    warnings: warnAboveCeilings(strategy, input.horizonBars, input.certified),
  };
}

/** Asks the rule where there is a forecast; a bar without one changes nothing. */
function followForecasts({ instruments, rule, costs }: BacktestInput): Strategy {
  const forecastOfBar = instruments.map(({ bars, forecasts }) => {
    const numbers = new Map(Array.from(forecasts.time, (time, k) => [time, k]));
    return Array.from(bars.time, (time) => numbers.get(time));
  });
  return {
    ordersBefore: false,
    decide(instrument, bar, holding) {
      const k = forecastOfBar[instrument]![bar];
      if (k === undefined) return holding;
      const { probabilityUp, expectedReturn } = instruments[instrument]!.forecasts;
      return wantPosition(
        holding,
        { probabilityUp: probabilityUp[k]!, expectedReturn: expectedReturn[k]! },
        rule,
        costs,
      );
    },
  };
}

function checkInput({ instruments, rule, initialCapital }: BacktestInput): void {
  if (!(initialCapital > 0 && Number.isFinite(initialCapital))) {
    throw new AppError(
      'backtest/no-capital',
      `Expected an initial capital above 0, found ${initialCapital}.`,
      'Set the initial capital to the amount that you would trade with.',
    );
  }
  if (!(rule.enterProbability >= rule.exitProbability)) {
    throw new AppError(
      'backtest/crossed-thresholds',
      `Expected an entry threshold at or above the exit threshold, found ${rule.enterProbability} to enter and ${rule.exitProbability} to exit.`,
      'Raise the entry threshold or lower the exit threshold.',
    );
  }
  if (instruments.every(({ bars }) => bars.time.length === 0)) {
    throw new AppError(
      'backtest/no-bars',
      'Expected bars in the test window, found none.',
      'Choose a window within the imported history, or import a longer one.',
    );
  }
  for (const { symbol, bars, forecasts } of instruments) {
    const times = new Set(bars.time);
    forecasts.time.forEach((time, k) => {
      if (!times.has(time)) {
        throw new RangeError(`${symbol}: expected a bar at the time of forecast ${k}, found none at ${time}`);
      }
      if (Number.isNaN(forecasts.probabilityUp[k] ?? NaN) || Number.isNaN(forecasts.expectedReturn[k] ?? NaN)) {
        throw new RangeError(`${symbol}: expected numbers in forecast ${k}, found NaN`);
      }
    });
  }
}
