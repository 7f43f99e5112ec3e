import type { BacktestResult, Exits, PositionSize, StrategyStatistics } from '#contract/backtest.ts';
import { judgeBacktest, type Verdict } from '#contract/judge-backtest.ts';
import { describeHorizon } from './describe-horizon.ts';
import { formatBarTime, formatCount, formatPercent, formatPoints, formatSignedPercent } from './format.ts';
import { renderSparkline } from './sparkline.ts';
import { renderTable } from './table.ts';

const SPARKLINE_WIDTH = 72;
const NOTHING = '–';

/** A backtest as text: what was traded and how, the curve, the numbers beside buy & hold, and what may be luck. */
export function renderBacktest(result: BacktestResult): string {
  const { strategy, buyAndHold, equity, months, timeframe } = result;
  return [
    `${result.symbols.join(', ')}, ${formatBarTime(result.from, timeframe)} to ${formatBarTime(result.to, timeframe)}: ${describeRule(result)}`,
    describeTrading(result),
    '',
    `Equity      ${renderSparkline(equity.strategy, SPARKLINE_WIDTH)}`,
    `Buy & hold  ${renderSparkline(equity.buyAndHold, SPARKLINE_WIDTH)}`,
    '',
    renderTable(
      ['', 'Strategy', 'Buy & hold'],
      rows.map(({ title, read }) => [title, read(strategy), read(buyAndHold)]),
      [1, 2],
    ),
    ...(months.length >= 3 ? ['', renderMonths(result)] : []),
    '',
    renderCosts(result),
    '',
    ...describeEvidence(result),
  ].join('\n');
}

export function describeRule({ rule, timeframe }: BacktestResult): string {
  const bars = (count: number): string => describeHorizon(count, timeframe);
  switch (rule.kind) {
    case 'probability-threshold': {
      const { enterProbability: enter, exitProbability: exit } = rule;
      const long = `long from P(up) ≥ ${formatPercent(enter, 0)} until P(up) < ${formatPercent(exit, 0)}`;
      return `forecasts of ${rule.model.replace('@', ' v')} over ${bars(rule.horizonBars)}, ${long}${rule.short ? ', short the other way round' : ''}`;
    }
    case 'ma-crossover':
      return `long while the ${rule.average.toUpperCase()} of ${bars(rule.fastBars)} is above that of ${bars(rule.slowBars)}${rule.short ? ', short below' : ''}`;
    case 'rsi-reversal':
      return `long from an RSI of ${bars(rule.bars)} below ${rule.oversold} until ${rule.exit}${rule.short ? `, short from one above ${rule.overbought}` : ''}`;
    case 'donchian-breakout':
      return `long above the channel of ${bars(rule.enterBars)} until below that of ${bars(rule.exitBars)}${rule.short ? ', short the other way round' : ''}`;
    case 'buy-and-hold':
      return 'bought and held';
  }
}

function describeTrading({ costs, size, exits }: BacktestResult): string {
  const { feeBasisPoints, slippageBasisPoints, spreadBasisPoints = 0, borrowBasisPoints = 0 } = costs;
  return [
    'filled at the next open',
    `fee ${feeBasisPoints} bp and slippage ${slippageBasisPoints} bp a fill`,
    ...(spreadBasisPoints > 0 ? [`spread ${spreadBasisPoints} bp`] : []),
    ...(borrowBasisPoints > 0 ? [`borrowing ${borrowBasisPoints} bp a year`] : []),
    ...describeSize(size),
    ...describeExits(exits),
  ].join(', ');
}

function describeSize(size: PositionSize): string[] {
  switch (size.kind) {
    case 'fraction':
      return size.fraction === 1 ? [] : [`${formatPercent(size.fraction, 0)} of the capital in a position`];
    case 'amount':
      return [`${formatCount(size.amount)} in a position`];
    case 'volatility-target':
      return [`sized to ${formatPercent(size.volatility)} of volatility a year over ${size.bars} bars`];
  }
}

function describeExits({ stopLoss, takeProfit, maxBars, withinBar }: Exits): string[] {
  return [
    ...(stopLoss === undefined ? [] : [`stop at -${formatPercent(stopLoss)}`]),
    ...(takeProfit === undefined ? [] : [`target at +${formatPercent(takeProfit)}`]),
    ...(maxBars === undefined ? [] : [`held over ${maxBars} closes at most`]),
    ...(withinBar === 'target-first' ? ['the target before the stop within a bar'] : []),
  ];
}

const known = (value: number | null, write: (value: number) => string): string =>
  value === null ? NOTHING : write(value);
const ratio = (value: number | null): string => known(value, (number) => number.toFixed(2));

const rows: readonly { readonly title: string; readonly read: (s: StrategyStatistics) => string }[] = [
  { title: 'Total return', read: (s) => formatSignedPercent(s.totalReturn) },
  { title: 'Growth a year', read: (s) => (s.cagr === null ? 'under a year' : formatSignedPercent(s.cagr)) },
  { title: 'Volatility a year', read: (s) => formatPercent(s.volatility) },
  { title: 'Sharpe ratio', read: (s) => ratio(s.sharpe) },
  { title: 'Sortino ratio', read: (s) => ratio(s.sortino) },
  { title: 'Calmar ratio', read: (s) => ratio(s.calmar) },
  { title: 'Largest drawdown', read: (s) => formatPercent(s.maxDrawdown) },
  { title: 'Longest drawdown', read: (s) => `${formatCount(Math.round(s.longestDrawdownDays))} days` },
  { title: 'Exposure', read: (s) => formatPercent(s.exposure, 0) },
  { title: 'Turnover', read: (s) => `${s.turnover.toFixed(1)} ×` },
  { title: 'Trades', read: (s) => formatCount(s.trades) },
  { title: 'Hit rate', read: (s) => known(s.hitRate, (value) => formatPercent(value, 0)) },
  { title: 'Profit factor', read: (s) => ratio(s.profitFactor) },
  { title: 'Average trade', read: (s) => known(s.averageTrade, (value) => formatSignedPercent(value, 2)) },
  {
    title: 'Costs paid',
    read: (s) => formatCount(Math.round(s.feesPaid + s.slippagePaid + s.borrowPaid)),
  },
];

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A row for each year; percent. */
function renderMonths({ months }: BacktestResult): string {
  const years = [...new Set(months.map(({ year }) => year))];
  const grown = (factors: readonly number[]): string =>
    formatPoints(factors.reduce((product, change) => product * (1 + change), 1) - 1);
  return renderTable(
    ['% a month', ...monthNames, 'Year', 'B & h'],
    years.map((year) => {
      const ofYear = months.filter((month) => month.year === year);
      return [
        String(year),
        ...monthNames.map((_, m) => {
          const found = ofYear.find(({ month }) => month === m + 1);
          return found ? formatPoints(found.strategy) : '';
        }),
        grown(ofYear.map(({ strategy }) => strategy)),
        grown(ofYear.map(({ buyAndHold }) => buyAndHold)),
      ];
    }),
    Array.from({ length: 14 }, (_, i) => i + 1),
  );
}

function renderCosts({ costSensitivity }: BacktestResult): string {
  return renderTable(
    ['Costs', ...costSensitivity.map(({ factor }) => `× ${factor}`)],
    [
      ['Total return', ...costSensitivity.map(({ totalReturn }) => formatSignedPercent(totalReturn))],
      ['Sharpe ratio', ...costSensitivity.map(({ sharpe }) => ratio(sharpe))],
    ],
    costSensitivity.map((_, i) => i + 1),
  );
}

/** Sentences on how much of a Sharpe ratio may be luck, and whether holding would have done as well. */
function describeEvidence(result: BacktestResult): string[] {
  const { strategy, buyAndHold, evidence } = result;
  const { sharpe } = strategy;
  const { trials, returns, returnsPerYear, interval, probabilistic, deflated, bestByLuck, returnsNeeded } = evidence;
  const tried = `This workspace has made ${formatCount(trials)} ${trials === 1 ? 'training or backtest' : 'trainings and backtests'}`;
  if (sharpe === null || probabilistic === null || deflated === null || bestByLuck === null) {
    return [`The equity did not vary: there is no Sharpe ratio to judge. ${tried}.`];
  }
  const range =
    interval === null
      ? `from ${formatCount(returns)} returns, too few for an interval`
      : `95 % interval ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}, from ${formatCount(returns)} returns`;
  return [
    `Sharpe ratio ${sharpe.toFixed(2)} (${range}); P(true ratio > 0) = ${formatPercent(probabilistic)}.`,
    ...describeDifference(result),
    `${tried}: the best of as many without skill would show about ${bestByLuck.toFixed(2)}; P(true ratio > that) = ${formatPercent(deflated)}.`,
    returnsNeeded === null
      ? 'No length of such a record would show skill.'
      : `It takes ${formatCount(Math.ceil(returnsNeeded))} returns (${(returnsNeeded / returnsPerYear).toFixed(1)} years) until a ratio such as this is surely above 0.`,
    describeVerdict(judgeBacktest(result), buyAndHold.sharpe),
  ];
}

function describeDifference({ rule, evidence: { versusHolding } }: BacktestResult): string[] {
  if (rule.kind === 'buy-and-hold' || versusHolding === null) return [];
  const { difference, low, high } = versusHolding;
  const sign = (value: number): string => `${value >= 0 ? '+' : ''}${value.toFixed(2)}`;
  return [`That is ${sign(difference)} beside holding (95 % interval ${sign(low)} to ${sign(high)}).`];
}

function describeVerdict(verdict: Verdict, held: number | null): string {
  switch (verdict) {
    case 'holding':
      return 'This is holding itself: what every rule has to beat.';
    case 'no-ratio':
      return 'There is no ratio to judge.';
    case 'suspect':
      return 'Better than honest forecasts get, by a model without a leak certificate: suspect a leak.';
    case 'loss':
      return 'No edge found: money was lost.';
    case 'luck':
      return 'No edge found: luck may explain it.';
    case 'below-holding':
      return `More than luck explains, but no more than holding: buy & hold has ${ratio(held)}. No edge found.`;
    case 'above-holding':
      return `More than luck explains${held === null ? '' : `, and more than the ${held.toFixed(2)} of buy & hold`}.`;
  }
}
