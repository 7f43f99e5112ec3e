import type { Timeframe } from '#contract/bars.ts';
import type { EdgeCondition, Evaluation, ReliabilityBin } from '#contract/evaluation.ts';
import { FEWEST_SIMILAR } from '#contract/forecast.ts';
import { findLeakingStages, type LeakStage } from '#contract/leak-certificate.ts';
import type { HeadSpec, ModelSpec } from '#contract/model-spec.ts';
import type { ReportFormat } from '../format.ts';
import { spanOf, type Span, type SpanUnit } from '#contract/span.ts';
import { writeFeatureName } from '#contract/feature-names.ts';
import { englishFeatures } from '#contract/feature-names-en.ts';
import type { ReportTexts } from './report-texts.ts';

const baselines: Readonly<Record<string, string>> = {
  'always-up': 'always up',
  'always-down': 'always down',
  majority: 'majority',
  persistence: 'persistence',
  momentum: 'momentum',
  reversal: 'reversal',
  logistic: 'logistic regression',
  ridge: 'ridge regression',
};

/** Why a result is no edge, by the condition that failed. */
const failures: Readonly<Record<EdgeCondition, string>> = {
  skill: 'the interval of that difference does not lie above zero',
  correlation: 'the interval of its correlation with the outcome (MCC) does not lie above zero',
  brier: 'its probabilities score no better than always saying the base rate (Brier)',
};

const leakStages: Readonly<Record<LeakStage, string>> = {
  features: 'the features',
  windows: 'the windows',
  forecasts: 'the forecasts',
  fits: 'what was fitted',
  purge: 'the borders of the split',
};

/** One and many of each unit, and its sign on an axis. */
const units: Readonly<Record<SpanUnit, readonly [one: string, many: string, sign: string]>> = {
  minute: ['minute', 'minutes', 'min'],
  hour: ['hour', 'hours', 'h'],
  day: ['day', 'days', 'd'],
  week: ['week', 'weeks', 'wk'],
  month: ['month', 'months', 'mo'],
};

/** What a unit of a horizon counts, where it is not what the calendar says: an exchange closes. */
const countedUnits: Readonly<Partial<Record<SpanUnit, string>>> = {
  minute: ' Minutes are minutes of trading.',
  hour: ' Hours are hours of trading.',
  day: ' Days are trading days.',
};

const barNames: Readonly<Record<Timeframe, string>> = {
  '1m': '1-minute',
  '5m': '5-minute',
  '15m': '15-minute',
  '30m': '30-minute',
  '1h': 'hourly',
  '4h': '4-hour',
  '1d': 'daily',
  '1w': 'weekly',
  '1mo': 'monthly',
};

const classLosses = { 'cross-entropy': 'cross-entropy', focal: 'focal loss', hinge: 'hinge loss' } as const;
const pointLosses: Readonly<Record<Extract<HeadSpec, { kind: 'point' }>['loss'], string>> = {
  mse: 'mean squared error',
  mae: 'mean absolute error',
  huber: 'Huber’s loss',
};

/** The English report. */
export function englishTexts(format: ReportFormat): ReportTexts {
  const { probability, percent, change, points, number } = format;
  const count = (value: number, one: string, many: string): string =>
    `${number(value)}\u00a0${format.plural(value) === 'one' ? one : many}`;
  const span = ({ count: value, unit }: Span): string => count(value, units[unit][0], units[unit][1]);
  const spans = (bars: readonly number[], timeframe: Timeframe): string => {
    const all = bars.map((horizonBars) => span(spanOf(horizonBars, timeframe)));
    return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)!}` : all.join('');
  };
  const baselineName = (name: string): string => baselines[name] ?? name;
  const pool = ({ instruments }: Evaluation): string =>
    instruments.length > 1 ? ` over all ${number(instruments.length)}\u00a0instruments of the model` : '';
  const list = (unmet: readonly EdgeCondition[]): string => unmet.map((condition) => failures[condition]).join('; ');
  const band = (low: number, high: number): string => `${points(low)} to ${points(high)}`;

  const describeSchedule = ({ schedule, warmupEpochs = 0 }: ModelSpec['training']): string => {
    const epochs = (value: number): string => count(value, 'epoch', 'epochs');
    const start = warmupEpochs > 0 ? `, risen to over ${epochs(warmupEpochs)}` : '';
    switch (schedule?.kind) {
      case undefined:
      case 'constant':
        return `${start}, constant`;
      case 'step':
        return `${start}, × ${format.significant(schedule.factor)} every ${epochs(schedule.everyEpochs)}`;
      case 'cosine':
        return `${start}, then a cosine down to ${format.significant(schedule.minimum)}${schedule.epochs === undefined ? '' : ` over ${epochs(schedule.epochs)}`}`;
      case 'plateau':
        return `${start}, × ${format.significant(schedule.factor)} after ${epochs(schedule.patience + 1)} without a better validation loss, down to ${format.significant(schedule.minimum)}`;
    }
  };

  const featureValues: Readonly<Record<string, (value: number) => string>> = {
    return: (value) => change(value, 2),
    'volume-change': (value) => change(value, 0),
    rsi: (value) => number(value, 1),
    macd: (value) => `${change(value, 2)} of the price`,
  };

  const describeSimilar = (similar: ReliabilityBin | undefined): string => {
    if (similar === undefined) return '';
    const { count: samples, meanProbability, observedFrequency } = similar;
    if (samples < FEWEST_SIMILAR)
      return `Similar patterns are too few to tell (${count(samples, 'sample', 'samples')}). `;
    const off = number(100 * Math.abs(observedFrequency - meanProbability), 1);
    return `Similar patterns were calibrated within ${off} percentage points: where the model said about ${percent(meanProbability, 0)} (${count(samples, 'sample', 'samples')} of the test data), the price rose in ${percent(observedFrequency, 0)}. `;
  };

  return {
    language: 'en',
    documentTitle: (symbol, date) => `${symbol} forecast of ${date}`,
    span,
    subtitle: (model, asOf, intraday) =>
      `Forecast by ${model} from prices up to ${intraday ? 'the bar of ' : ''}${asOf}`,
    simulatedBadge: 'SIMULATED DATA',
    simulatedNote: 'Almanac generated these prices: they belong to no instrument and to no market.',
    humility:
      'Not investment advice. A forecast is a probability, not a promise; past results do not secure future ones.',
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    runningTitle: (symbol, horizon, date) => `${symbol} · Forecast over ${span(horizon)}, ${date}`,
    contents: 'Contents',
    grades: {
      'STRONG BUY': 'STRONG BUY',
      BUY: 'BUY',
      HOLD: 'HOLD',
      SELL: 'SELL',
      'STRONG SELL': 'STRONG SELL',
      'NO CALL': 'NO CALL',
    },

    summary: {
      currentPrice: (symbol, price) => `${symbol}: Current price: ${price}`,
      // These lines are copied into messages, so their spaces are plain ones.
      forecast: (horizon, price, ret) => `Forecast (${span(horizon).replaceAll('\u00a0', ' ')}): ${price} (${ret})`,
      confidence: (value) => `Confidence: ${value}`,
      recommendation: (grade, why) => `Recommendation: ${grade}${why.length > 0 ? ` (${why.join(', ')})` : ''}`,
      stale: (asOf) => `The data ends on ${asOf}: "current" means that day, not today.`,
      confidenceNote: (up, unit) =>
        `Confidence is the probability that the model gives to the direction it points to: that the price ${up ? 'rises' : 'does not rise'}. The calibration chart shows how far such probabilities held.${countedUnits[unit] ?? ''}`,
    },

    abstention: {
      heading: 'Why there is no call',
      sentence(abstention) {
        switch (abstention.kind) {
          case 'leak':
            return `The model’s leak certificate did not pass (${abstention.stages.map((stage) => leakStages[stage]).join(', ')}): numbers that know their future have been found, so none of its scores can be believed.`;
          case 'no-edge':
            return `On the test data the model showed no edge over the simple rule “${baselineName(abstention.versus)}”: the difference in accuracy is ${points(abstention.skill)} percentage points (95% interval ${band(abstention.low, abstention.high)}); ${list(abstention.unmet)}.`;
          case 'too-few-days':
            return `Whether the model has an edge is not known: there are ${count(abstention.days, 'test day', 'test days')}; ${number(abstention.needed)} are needed to tell.`;
          case 'out-of-distribution':
            return `The market looks unlike anything the model has learnt from: ${percent(abstention.share, 0)} of the inputs lie outside the range seen in training; the limit is ${percent(abstention.limit, 0)}.`;
          case 'too-wide':
            return `The 80% interval of the return is ${number(abstention.width * 100, 1)} percentage points wide, too wide to act on; the limit is ${number(abstention.limit * 100, 1)}.`;
        }
      },
      short(abstention) {
        switch (abstention.kind) {
          case 'leak':
            return 'leak certificate not passed';
          case 'no-edge':
            return 'no edge found';
          case 'too-few-days':
            return 'too few test days to tell';
          case 'out-of-distribution':
            return 'unusual market';
          case 'too-wide':
            return 'interval too wide';
        }
      },
      ungated: (grade) => `The distribution alone would say ${grade}.`,
    },

    keyFigures: {
      rise: 'Chance of a rise',
      riseCompanion: (brier, baselineBrier) => `Brier ${number(brier, 3)}; base ${number(baselineBrier, 3)}`,
      interval80: '80% interval',
      interval80Companion: (held) => `held in ${percent(held)} of tests`,
      valueAtRisk: 'Value at risk, 95%',
      valueAtRiskCompanion: (shortfall) => `average beyond it ${change(-shortfall)}`,
      accuracy: 'Direction, test data',
      accuracyCompanion: (baseline, accuracy) => `${baselineName(baseline)} ${percent(accuracy)}`,
      backtest: 'Strategy, test data',
      backtestCompanion: (buyAndHold) => `buy and hold ${change(buyAndHold)}`,
    },

    outlook: {
      heading: (horizon) => `Price and forecast, ${span(horizon)} ahead`,
      after: ({ count: value, unit }) => `+${number(value)}\u00a0${units[unit][2]}`,
      expected: 'Expected',
      interval: (coverage) => `${percent(coverage, 0)} interval`,
      volume: 'Volume',
      pastInside: 'past forecast that held',
      pastOutside: 'past forecast that missed',
      fanNote: (horizon) =>
        `Only the end of the fan, ${span(horizon)} ahead, is forecast. The way there is interpolated; the intervals widen with the square root of time. Past forecasts are those of the same model on test data: 80% interval and median, with what came as a ring (inside) or a cross (outside).`,
    },

    probabilities: {
      heading: 'Probabilities',
      chances: (horizon) => `What may happen in ${span(horizon)}`,
      rise: (value) => `${probability(value)} chance of a rise`,
      quality: ({ probability: p }) =>
        `On the test data the stated chance of a rise was ${p.brier < p.baselineBrier ? 'better' : 'no better'} than always saying the base rate (Brier score ${number(p.brier, 4)} against ${number(p.baselineBrier, 4)}; lower is better).`,
      riseOf: (threshold, value, horizon) =>
        `${probability(value)} chance of a rise of ${percent(threshold, 0)} or more after ${span(horizon)}`,
      fallOf: (threshold, value, horizon) =>
        `${probability(value)} chance of a fall of ${percent(threshold, 0)} or more after ${span(horizon)}`,
      intervalsHeading: (horizon) => `Where the price may be in ${span(horizon)}`,
      interval: 'Interval',
      from: 'From',
      to: 'To',
    },

    otherHorizons: {
      heading: 'Other horizons',
      horizon: 'Horizon',
      expected: 'Expected return',
      interval80: '80% interval',
      probabilityUp: 'Chance of a rise',
      call: 'Call',
      note: 'Each horizon is calibrated, tested and called on its own; what stands behind it is in its own report. Of several horizons, one may look good by luck.',
    },

    reasons: {
      heading: 'What speaks for it, and how far to trust it',
      sentence(reason, feature, timeframe) {
        switch (reason.kind) {
          case 'feature': {
            const write = featureValues[reason.feature] ?? format.significant;
            return `${feature} stands at ${write(reason.value)}; at its usual value the expected return would be ${change(reason.expectedReturnWithout)} instead of ${change(reason.expectedReturn)}.`;
          }
          case 'trend': {
            const past = spanOf(reason.bars, timeframe);
            const went = `ver the last ${past.count === 1 ? units[past.unit][0] : span(past)} the price went ${change(reason.return)}`;
            if (reason.expectedReturn === undefined) {
              return `O${went}; the forecast ${reason.agrees ? 'points the same way' : 'points the other way'}.`;
            }
            const seen = reason.agrees
              ? reason.return > 0
                ? 'a rising trend'
                : 'a falling trend'
              : 'no such trend going on';
            return `The model sees ${seen}: o${went}, and it expects ${change(reason.expectedReturn)}.`;
          }
          case 'sentiment':
            return `Sentiment ${reason.supports ? 'supports' : 'speaks against'} the forecast: at its usual values the expected return would be ${change(reason.expectedReturnWithout)} instead of ${change(reason.expectedReturn)}, and the chance of a rise ${probability(reason.probabilityUpWithout)} instead of ${probability(reason.probabilityUp)}.`;
          case 'calibration':
            return `${describeSimilar(reason.similar)}On ${count(reason.days, 'test day', 'test days')} that no fit has seen, the ${percent(reason.nominal, 0)} interval of this instrument held the outcome in ${percent(reason.observed)} of cases.`;
        }
      },
      components: 'Without one kind of input',
      component(name, component) {
        const names = { technical: 'Prices and volumes', sentiment: 'Sentiment', external: 'Other series' };
        if (component === null) return `${names[name]}: the model reads none.`;
        if (component.without === null)
          return `${names[name]}: all that the model reads; the whole forecast is theirs.`;
        const { expectedReturn, probabilityUp } = component.without;
        return `${names[name]}: at usual values the expected return would be ${change(expectedReturn)} and the chance of a rise ${probability(probabilityUp)}.`;
      },
      componentsNote:
        'The network combines its inputs itself; what is without one part and without another need not add up to the forecast.',
    },

    risk: {
      heading: 'Risk',
      volatility: (value) => `Annualised volatility of recent returns: ${percent(value)}`,
      valueAtRisk: (loss, horizon) =>
        `Value at risk, 95%, ${span(horizon)}: a return of ${change(-loss)} or worse in one case of twenty`,
      expectedShortfall: (loss) =>
        `Expected shortfall, 95%: in that worst case of twenty the return averages ${change(-loss)}`,
      drawdown: (expected, worst, horizon) =>
        `Deepest fall from a high within ${span(horizon)}, by closing prices: ${percent(expected)} expected, not more than ${percent(worst)} in 95% of cases`,
      touching: (chances, horizon) =>
        `Chance of touching a level at some time within ${span(horizon)}: ${chances.map(({ level, probability: value }) => `${change(level, 0)}: ${probability(value)}`).join(', ')}`,
      regime({ trend, trendErrors, volatility, volatilityRank }, lookedAt) {
        const ways = { rising: 'rising', falling: 'falling', sideways: 'without a clear direction' };
        const states = { calm: 'calm', normal: 'usual', turbulent: 'turbulent' };
        return `The last ${span(lookedAt)}: prices ${ways[trend]} (mean return ${number(Math.abs(trendErrors), 1)} standard errors from zero), volatility ${states[volatility]} (above ${percent(volatilityRank, 0)} of what it was before). This is no forecast.`;
      },
    },

    pastForecasts: {
      heading: 'Past forecasts on the test data',
      introduction: (horizon) =>
        `What this model says at bars that no fit has seen, and what came ${span(horizon)} later. Only forecasts that do not overlap are shown, so that each outcome is a new one.`,
      close: 'close',
      inside: '80% interval, outcome inside (ring)',
      outside: '80% interval, outcome outside (cross)',
      held: (hits, total, { low, high }, promised) =>
        `${number(hits)} of ${count(total, 'outcome', 'outcomes')} (${percent(hits / total)}; 95% interval ${percent(low)} to ${percent(high)}) lay inside the ${percent(promised, 0)} interval, which promises ${percent(promised, 0)}.`,
      direction: (right, total, { low, high }) =>
        `The median pointed the way that the price went in ${number(right)} of ${number(total)} (${percent(right / total)}; 95% interval ${percent(low)} to ${percent(high)}); a coin toss gives 50%.`,
      last: (shown, total) =>
        shown < total ? `The last ${number(shown)} of ${count(total, 'forecast', 'forecasts')}` : 'All of them',
      made: 'From the bar of',
      price: 'Price',
      median: 'Median',
      interval: '80% interval',
      came: 'What came',
      verdict: 'Verdict',
      isInside: 'inside',
      isOutside: '× outside',
      note: 'Made today by the model as it is, on the instrument of this report alone; they were never in the ledger. Intervals of shares by Wilson’s score.',
    },

    evidence: {
      heading: 'Evaluation on the test data',
      verdict(evaluation) {
        const { direction, skill, edge, unmet, slice, daysNeeded } = evaluation;
        const days = count(slice.days, 'test day', 'test days');
        const result = `the model named the direction rightly in ${percent(direction.accuracy.value)} of cases, ${points(skill.value)} percentage points against the best simple rule (${baselineName(skill.versus)})`;
        const interval = `95% interval of the difference ${band(skill.low, skill.high)}`;
        switch (edge) {
          case 'found':
            return `Edge found: on ${days}${pool(evaluation)} ${result}; ${interval}. It lies above zero, so does that of the MCC, and the Brier score beats the base rate’s.`;
          case 'none':
            return `No edge found: on ${days}${pool(evaluation)} ${result}; ${interval}. Against an edge: ${list(unmet)}.`;
          case 'unknown':
            return `Too few days to tell: there are ${days}; ${number(daysNeeded)} are needed to tell whether there is an edge. On these days${pool(evaluation)} ${result}.`;
        }
      },
      slice: (evaluation) =>
        `Test data: ${format.date(evaluation.slice.from)} to ${format.date(evaluation.slice.to)}, ${count(evaluation.slice.samples, 'sample', 'samples')} on ${count(evaluation.slice.days, 'day', 'days')}${pool(evaluation)}. No fit has seen them.`,
      own: ({ symbol, days: ownDays, accuracy, coverage }) =>
        `${symbol} alone: the direction was right in ${percent(accuracy)} of cases on ${count(ownDays, 'day', 'days')}; ${coverage.map(({ nominal, observed }) => `the ${percent(nominal, 0)} interval held in ${percent(observed)}`).join(', ')}.`,
      noneOwn: (symbol) => `${symbol} alone: the test data hold no outcome of it.`,
      chart: 'Accuracy of direction with 95% intervals',
      coinToss: 'coin toss',
      model: 'Model',
      method: 'Method',
      accuracy: 'Accuracy',
      correlation: 'MCC',
      interval95: '95% interval',
      baseline: (score) => baselineName(score.name),
      returns: ({ returns }) =>
        `Error of the expected return: RMSE ${percent(returns.rmse, 2)} (drift alone ${percent(returns.driftRmse, 2)}, ridge regression ${percent(returns.ridgeRmse, 2)}), MAE ${percent(returns.mae, 2)} (drift alone ${percent(returns.driftMae, 2)}, ridge regression ${percent(returns.ridgeMae, 2)}); of the price MAPE ${percent(returns.mape, 2)} (drift alone ${percent(returns.driftMape, 2)}).`,
      pinball: ({ pinball, edge }) =>
        `Whole distribution: pinball loss ${number(pinball.model, 4)}, historical volatility ${number(pinball.historicalVolatility, 4)}; skill ${change(pinball.skill.value)}, 95% interval ${edge === 'unknown' ? '–' : `${change(pinball.skill.low)} to ${change(pinball.skill.high)}`}.`,
      bootstrap: ({ bootstrap }) =>
        `Intervals by bootstrap over whole days${bootstrap.blockDays > 1 ? ` in blocks of ${number(bootstrap.blockDays)}` : ''}, ${count(bootstrap.replicates, 'replicate', 'replicates')}, seed ${String(bootstrap.seed)}: ${bootstrap.blockDays > 1 ? 'outcomes of neighbouring days overlap, and naive intervals would be several times too narrow' : 'what happens on one day hangs together, and naive intervals would be too narrow'}.`,
    },

    grading: {
      heading: 'What came of each grade',
      grade: 'Grade',
      calls: 'Calls',
      after: 'Price after it',
      afterCosts: 'Return after costs',
      right: 'Right',
      alwaysIn: 'Always in',
      note: (cost, interval) =>
        `Every call of the test data taken at its close and left at the horizon; both fills together cost ${percent(cost, 2)}.${interval ? ' In brackets 95% intervals.' : ''} Calls that are withdrawn for want of an edge are not withdrawn here.`,
    },

    classes: {
      heading: (horizon) => `Classes of the trend, ${span(horizon)} ahead`,
      names: { down: 'down', flat: 'flat', up: 'up' },
      name: 'Class',
      support: 'Outcomes',
      precision: 'Precision',
      recall: 'Recall',
      f1: 'F1',
      confusion: 'What was said and what came',
      said: 'said',
      actual: 'came',
      confusionNote:
        'Shares are of a row: of the outcomes of that class. Precision is right when said, recall is said when it came.',
      accuracy: ({ accuracy, majorityAccuracy, macroF1 }, interval) =>
        `The class was named rightly in ${percent(accuracy.value)} of cases${interval ? ` (95% interval ${percent(accuracy.low)} to ${percent(accuracy.high)})` : ''}; always naming the most frequent one is right in ${percent(majorityAccuracy)}. Macro F1 ${number(macroF1, 3)}.`,
      logLoss: ({ logLoss, baselineLogLoss }) =>
        `Log-loss ${number(logLoss, 4)}; always saying how frequent the classes are scores ${number(baselineLogLoss, 4)}. Lower is better.`,
    },

    calibration: {
      heading: 'Calibration',
      reliability: 'Chance of a rise: said and observed',
      meanProbability: 'said',
      observed: 'observed',
      reliabilityNote:
        'On the diagonal a probability means what it says. The area of a dot is the number of samples behind it.',
      coverage: 'How often the intervals held',
      promised: 'Promised',
      held: 'Held',
      width: 'Width',
      heldByVolatility: 'Held, hist. vol.',
      widthByVolatility: 'Width, hist. vol.',
      coverageNote:
        'Width is the mean width in log return; “hist. vol.” is the interval that historical volatility alone would give.',
      pooled: (instruments) => `Over all ${number(instruments)}\u00a0instruments of the model.`,
      brier: ({ probability: p }) =>
        `Brier score ${number(p.brier, 4)}; always saying the base rate scores ${number(p.baselineBrier, 4)}. Lower is better.`,
      calibrationError: ({ expectedCalibrationError: error, calibrationErrorByLuck: luck }) =>
        `Expected calibration error ${number(error, 3)}; on as many days luck alone gives about ${number(luck, 3)}.`,
      rolling: ({ nominal, bars, tolerance, lowest, highest, withinShare, idealShare }) =>
        `Over time: in ${number(bars)} bars in a row the ${percent(nominal, 0)} interval held in ${percent(lowest, 0)} to ${percent(highest, 0)}; within ${number(100 * tolerance)} points of its promise in ${percent(withinShare, 0)} of such spans, where a forecaster who is right would be in ${percent(idealShare, 0)}.`,
    },

    backtest: {
      heading: 'Backtest on the test data',
      rule: (enter, exit, horizon, from, to) =>
        `Long when the probability of a rise over ${span(horizon)} reaches ${percent(enter, 0)}, out when it falls below ${percent(exit, 0)}; ${from} to ${to}.`,
      costs: (fee, slippage) =>
        `Each fill pays a fee of ${number(fee, 1)} and slippage with half the spread of ${number(slippage, 1)} basis points.`,
      strategy: 'Strategy',
      buyAndHold: 'Buy and hold',
      equity: 'Capital',
      drawdown: 'Drawdown',
      noTrades: 'The rule made no trade on the test data.',
      warnings: 'To be read with care',
      warning(warning) {
        switch (warning.kind) {
          case 'ceiling': {
            const { of, value, ceiling, certified } = warning;
            const found = {
              sharpe: `A Sharpe ratio of ${number(value, 1)} is above ${number(ceiling)}`,
              'hit-rate': `A hit rate of ${percent(value)} at a horizon of one bar is above ${percent(ceiling, 0)}`,
              cagr: `A growth of ${percent(value, 0)} a year is above ${percent(ceiling, 0)}`,
            };
            const verdict =
              certified === null
                ? 'look for causes other than skill: few trades, a short window, errors in the prices, survivorship'
                : certified
                  ? 'the leak certificate is green, so look for other causes: few trades, a short window, survivorship'
                  : 'suspect a leak, for the leak certificate is red';
            return `${found[of]}: ${verdict}.`;
          }
          case 'ruin':
            return `A short position in ${warning.symbol} took all of its capital on ${format.date(warning.time)}; a broker would ask for more.`;
          case 'few-trades':
            return `${count(warning.trades, 'closed trade says', 'closed trades say')} little; ${number(warning.needed)} would be a beginning.`;
          case 'short-span':
            return `The test spans ${count(warning.days, 'day', 'days')}, less than a year: growth is not annualised, and the annualised ratios rest on that much alone.`;
        }
      },
      rows: {
        totalReturn: 'Total return',
        cagr: 'Growth per year (CAGR)',
        volatility: 'Volatility, per year',
        sharpe: 'Sharpe ratio, annualised',
        sortino: 'Sortino ratio, annualised',
        calmar: 'Calmar ratio',
        maxDrawdown: 'Deepest drawdown',
        longestDrawdownDays: 'Longest drawdown',
        exposure: 'Time in the market',
        turnover: 'Capital turned over',
        trades: 'Trades',
        hitRate: 'Trades with a profit',
        profitFactor: 'Profit factor',
        averageTrade: 'Mean trade',
        feesPaid: 'Fees paid',
        slippagePaid: 'Slippage and spread paid',
        borrowPaid: 'Paid for borrowed shares',
      },
      days: (days) => count(days, 'day', 'days'),
      underAYear: 'under a year',
      evidenceHeading: 'Skill or luck?',
      evidence(
        sharpe,
        held,
        { trials, returns, interval, probabilistic, deflated, bestByLuck, returnsNeeded, returnsPerYear },
      ) {
        const tried = `This workspace has made ${count(trials, 'training or backtest', 'trainings and backtests')} so far`;
        if (sharpe === null || probabilistic === null || deflated === null || bestByLuck === null) {
          return [`The capital did not vary, so there is no Sharpe ratio to judge. ${tried}.`];
        }
        const range =
          interval === null
            ? ` from ${number(returns)} returns, too few for an interval`
            : ` (95% interval ${number(interval.low, 2)} to ${number(interval.high, 2)}, from ${number(returns)} returns)`;
        return [
          `Sharpe ratio ${number(sharpe, 2)}${range}. The probability that the true one is above 0 is ${format.probability(probabilistic)}.`,
          `${tried}; the best of as many without skill would show about ${number(bestByLuck, 2)}. The probability that the true ratio is above that is ${format.probability(deflated)}: ${deflated < 0.95 ? 'luck may explain it' : held !== null && sharpe <= held ? 'more than luck explains, but no more than holding' : 'more than luck explains'}.`,
          returnsNeeded === null
            ? 'No length of such a record would show skill.'
            : `It takes ${number(Math.ceil(returnsNeeded))} returns (${number(returnsNeeded / returnsPerYear, 1)} years) until a ratio such as this is surely above 0.`,
        ];
      },
      costFactor: 'Costs',
      times: (factor) => `× ${number(factor)}`,
      monthsHeading: 'Return by month, strategy',
      months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
      year: 'Year',
      wholeYear: 'All',
      humility: 'A backtest shows what the rule would have done, not what it will do.',
    },

    trades: {
      heading: (shown, total) =>
        shown < total ? `The last ${number(shown)} of ${count(total, 'trade', 'trades')}` : 'Trades',
      symbol: 'Symbol',
      entered: 'In',
      left: 'Out',
      open: 'open',
      profit: 'Profit after costs',
      return: 'Return',
    },

    modelCard: {
      heading: 'Model card',
      model: 'Model',
      architecture: 'Architecture',
      layer(layer) {
        switch (layer.kind) {
          case 'lstm':
          case 'gru':
            return `${layer.bidirectional ? 'bidirectional ' : ''}${layer.kind.toUpperCase()} ${String(layer.units)}`;
          case 'temporal-attention':
            return `temporal attention ${String(layer.units)}`;
          case 'positional-encoding':
            return 'positional encoding';
          case 'transformer-encoder':
            return `transformer encoder (${count(layer.heads, 'head', 'heads')}, inner width ${String(layer.feedForward)}, dropout ${percent(layer.dropout, 0)})`;
          case 'layer-norm':
            return 'layer normalisation';
          case 'dropout':
            return `dropout ${percent(layer.rate, 0)}`;
          case 'dense':
            return `dense ${String(layer.units)} ${layer.activation}`;
          case 'pool':
            return `pooling: ${layer.how === 'last' ? 'last step' : 'mean'}`;
          case 'instrument-embedding':
            return `instrument embedding ${String(layer.units)}`;
          case 'flatten':
            return 'all steps side by side';
          case 'skip':
            return `${layer.how === 'add' ? 'plus' : 'beside'} ${layer.from === 'input' ? 'the window' : layer.from}`;
        }
      },
      head(head, horizons) {
        const times = horizons > 1 ? ` × ${count(horizons, 'horizon', 'horizons')}` : '';
        switch (head.kind) {
          case 'quantiles':
            return `${count(head.levels.length, 'quantile', 'quantiles')}${head.ordered ? ', ordered' : ''}${times}`;
          case 'gaussian':
            return `normal distribution${times}`;
          case 'student-t':
            return `Student's t distribution${times}`;
          case 'point':
            return `point (${pointLosses[head.loss]})${times}`;
          case 'sigmoid':
          case 'softmax':
            return `${head.kind === 'sigmoid' ? 'P(up)' : 'P(down), P(flat), P(up)'}${head.classWeights === 'balanced' ? ', classes weighed alike' : ''}${head.loss ? `, ${classLosses[head.loss.kind]}` : ''}${times}`;
        }
      },
      parameters: 'Parameters',
      parameterCount: (value) => number(value),
      window: 'Window',
      windowSentence: (bars, timeframe) => `${count(bars, 'bar', 'bars')} of ${span(spanOf(1, timeframe))}`,
      features: 'Features',
      feature: (feature) => writeFeatureName(englishFeatures, feature),
      moreFeatures: (value) => `and ${number(value)} more; the JSON report lists all`,
      label: 'Label',
      labelSentence(label, timeframe) {
        const over = spans(label.horizons, timeframe);
        const volatility = `volatility of the last ${count(label.volatilityBars, 'bar', 'bars')}`;
        switch (label.kind) {
          case 'forward-return':
            return `log return over ${over}, in units of the ${volatility}`;
          case 'direction':
            return `direction over ${over}: whether the return is above zero`;
          case 'trend':
            return `trend over ${over}: down, flat or up; flat is a log return within ${label.threshold.unit === 'log-return' ? `±${percent(label.threshold.value, 2)}` : `±${format.significant(label.threshold.value)} times the ${volatility}, scaled to the horizon`}`;
        }
      },
      learningRate: 'Learning rate',
      learningRateSentence: (training) => `${format.significant(training.learningRate)}${describeSchedule(training)}`,
      backend: 'Trained by',
      trainedBy: (engine, value) => `${engine}; ${count(value, 'sequence', 'sequences')} per second`,
      start: 'Weights at the start',
      startSentence: (lineage) =>
        lineage.length === 0
          ? 'drawn at random'
          : `those of ${lineage.map(({ model, here }) => (here === null ? `${model} (not in this workspace)` : model)).join(' ← ')}`,
      seed: 'Seed',
      instruments: 'Learned from',
      instrumentsSentence: (symbols) =>
        symbols.length > 8
          ? `${symbols.slice(0, 8).join(', ')} and ${count(symbols.length - 8, 'other instrument', 'other instruments')}`
          : symbols.join(', '),
    },

    training: {
      heading: 'Training',
      curve: 'Loss by epoch',
      learningRate: 'Learning rate by epoch',
      part: 'Part',
      from: 'From',
      to: 'To',
      samples: 'Samples',
      parts: { train: 'Training', validation: 'Validation', calibration: 'Calibration', test: 'Test' },
      trainLoss: 'training',
      validationLoss: 'validation',
      epoch: 'epoch',
      bestEpoch: (epoch) => `best: ${number(epoch)}`,
      stopping: (epochs, best, stoppedEarly) =>
        `${stoppedEarly ? 'Stopped early after' : 'Ran all of its'} ${count(epochs, 'epoch', 'epochs')}; the weights of epoch ${number(best)} were kept.`,
    },

    certificate: {
      heading: 'Leak certificate',
      verdict: (certificate) =>
        certificate.passed
          ? 'Green: nothing that was compared knows its future.'
          : `Red in ${findLeakingStages(certificate)
              .map((stage) => leakStages[stage])
              .join(', ')}: none of the scores of this report can be believed.`,
      method: (cuts, instruments) =>
        `Behind ${count(cuts, 'random bar', 'random bars')} of ${count(instruments, 'instrument', 'instruments')} the future was cut off, and separately scrambled; all that was computed up to there has to stay the same in every bit.`,
      stage: 'Stage',
      what: 'What was compared',
      comparisons: 'Comparisons',
      result: 'Result',
      passed: 'passed',
      failed: 'FAILED',
      stages: {
        features: { name: 'Features', what: 'features and labels, computed again without the future' },
        windows: { name: 'Windows', what: 'the scaled inputs of the network' },
        forecasts: { name: 'Forecasts', what: 'all that the model says of a bar' },
        fits: { name: 'Fits', what: 'scalers, weights and calibrators, and what they were fitted on' },
        purge: { name: 'Purge', what: 'whether a label of one part reaches into the next' },
      },
      leak: ({ stage, symbol, what, how, cut, bar }) =>
        `${leakStages[stage]}${symbol === null ? '' : ` of ${symbol}`}: ${what}, ${how} after ${format.date(cut)}, at the bar of ${format.date(bar)}`,
      more: (value) => `and ${number(value)} more; the JSON report lists all.`,
      limits:
        'It cannot see what the data themselves know too early: revised series, and instruments that were chosen because they are still there.',
    },

    coverage: {
      heading: 'Where outcomes fell within their forecasts',
      pit: 'Probability given to prices up to the outcome',
      pitAxis: 'probability given',
      reading:
        'Of forecasts that mean what they say, a tenth of the outcomes falls into each tenth of the probability, along the dashed line. A U: the intervals are too narrow. A hump: they are too wide. A slope: the centre is off to one side.',
      rolling: (nominal, bars) => `Coverage of the ${percent(nominal, 0)} interval, last ${number(bars)} bars`,
      rollingBand: (tolerance, instruments) =>
        `Coverage over time is that of ${count(instruments, 'instrument', 'instruments')} of the model; its grey band is ±${number(100 * tolerance, 0)} percentage points around the promise.`,
      band: (total, separate) =>
        `${count(total, 'forecast', 'forecasts')} of this instrument on the test data, of which ${number(separate)} do not overlap. The grey band is where a bar may lie by chance (95%, Wilson’s score on those).`,
    },

    trackRecord: {
      heading: 'Track record in the ledger',
      none: (pending, horizon) =>
        `No forecast that this model really made of this instrument over ${span(horizon)} has come to its end yet; ${count(pending, 'forecast waits', 'forecasts wait')} for the outcome in the ledger, where nothing can be changed.`,
      scores({ scored, pending, days, daysNeeded, scores }) {
        if (!scores) return '';
        const eighty = scores.coverage.find(({ nominal }) => nominal === 0.8)?.observed;
        const known = days >= daysNeeded;
        const within = ({ low, high }: { low: number; high: number }): string =>
          known ? ` (95% interval ${percent(low)} to ${percent(high)})` : '';
        return `${count(scored, 'forecast', 'forecasts')} on ${count(days, 'day', 'days')} have been scored, ${number(pending)} wait. The direction was right in ${percent(scores.hitRate.value)}${within(scores.hitRate)}; always saying “up” was right in ${percent(scores.upShare)}. ${eighty ? `The 80% interval held in ${percent(eighty.value)}${within(eighty)}. ` : ''}Brier score ${number(scores.brier.value, 4)}; a coin toss scores 0.25.${known ? '' : ` ${number(daysNeeded)} days are needed for intervals.`}`;
      },
      made: 'From the bar of',
      expected: 'Expected',
      rise: 'P(up)',
      inside: '80% interval',
      note: 'Written down before the outcome was known. Of several forecasts for the same bar the first one counts.',
    },

    walkForward: {
      heading: 'Walk-forward',
      none: (instruments) =>
        `The workspace has no walk-forward of this spec on ${instruments.length > 4 ? 'these instruments' : instruments.join(', ')}. One test is one stretch of history: training anew on successive spans tells more. The command is almanac walk-forward.`,
      verdict(evaluation, folds) {
        const { skill, edge, unmet, slice, daysNeeded, direction } = evaluation;
        const result = `the direction was right in ${percent(direction.accuracy.value)} of cases, ${points(skill.value)} percentage points against ${baselineName(skill.versus)}`;
        const interval = `95% interval of the difference ${band(skill.low, skill.high)}`;
        const over = `over ${count(folds, 'fold', 'folds')}`;
        switch (edge) {
          case 'found':
            return `Edge found out of sample, ${over}: ${result}; ${interval}.`;
          case 'none':
            return `No edge found out of sample, ${over}: ${result}; ${interval}. Against an edge: ${list(unmet)}.`;
          case 'unknown':
            return `Too few days to tell, ${over}: there are ${number(slice.days)}, ${number(daysNeeded)} are needed; ${result}.`;
        }
      },
      method: (plan, folds) =>
        `The same spec was trained anew for each of ${number(folds)} successive test parts, each time only on bars before them (${plan.mode === 'expanding' ? 'from the first bar on' : 'on a span of equal length that moves along'}), with ${count(plan.seeds, 'seed', 'seeds')} each.`,
      fold: 'Fold',
      tested: 'Tested on',
      days: 'Days',
      accuracy: 'Accuracy',
      skill: 'Against the best rule',
      correlation: 'MCC',
      brier: 'Brier / base',
      held: '80% held',
      all: 'All',
      above: (folds, total) =>
        `Better than the best simple rule of its own fold in ${number(folds)} of ${count(total, 'fold', 'folds')}.`,
      seeds: (seeds, accuracy, skill) =>
        `Over ${count(seeds, 'seed', 'seeds')}: accuracy ${percent(accuracy.mean)} ± ${percent(accuracy.standardDeviation)}, against the best rule ${points(skill.mean)} ± ${number(100 * skill.standardDeviation, 1)} percentage points (mean and standard deviation).`,
      tooFew: (days, needed) => `${number(days)} days are fewer than the ${number(needed)} that intervals need.`,
      note: 'Pooled over all instruments of the model. It may have been run on an earlier state of the data.',
    },

    dataQuality: {
      heading: 'Data',
      rows: (bars, timeframe, from, to) =>
        `${count(bars, `${barNames[timeframe]} bar`, `${barNames[timeframe]} bars`)}, ${from} to ${to}.`,
      format: (name) => `Source format: ${name}.`,
      adjustment: {
        'derived-from-adjusted-close':
          'Prices are adjusted for splits and dividends by the adjusted close of the file.',
        'adjusted-by-provider': 'Prices were adjusted for splits and dividends by the provider.',
        'derived-from-events': 'Raw prices were adjusted by the dividends and splits of the file.',
        'derived-from-factor-file': 'Raw prices were adjusted by a file of factors beside them.',
        'split-adjusted-by-provider':
          'Prices were adjusted for splits by the provider, not for dividends: these look like losses.',
        none: 'Prices are raw: splits and dividends are not adjusted for and may look like returns.',
      },
      series: (names) => (names.length > 0 ? `Series of its own: ${names.join(', ')}.` : 'No series of its own.'),
      findings: (red, amber) =>
        red + amber === 0
          ? 'The quality checks found nothing that matters.'
          : `The quality checks found (${red} red, ${amber} amber):`,
      severity: { red: 'red', amber: 'amber', info: 'note' },
      check: {
        'unit-jump': 'prices in another unit',
        'unadjusted-split': 'split that is not adjusted for',
        'wrong-split': 'split that is adjusted for wrongly',
        'wrong-dividend': 'dividend that does not fit the prices',
        'missing-dividend-adjustment': 'dividend that is not adjusted for',
        'identity-break': 'perhaps another company before',
        gap: 'missing bars',
        duplicate: 'repeated rows',
        'future-date': 'rows dated in the future',
        'refused-row': 'rows that could not be used',
        'ohlc-violation': 'open or close outside of high and low',
        'price-jump': 'price jump',
        'stale-repeat': 'repeated prices',
        'zero-volume': 'bars without volume',
        'unfinished-bar': 'last bar not finished',
        'time-zone-assumed': 'time zone assumed',
        'ambiguous-time': 'hours that occur twice',
        'mixed-time-units': 'times in seconds and milliseconds',
        'unknown-scale': 'no bar in common with the earlier history',
        'adjustment-assumed': 'adjustment not known',
        'series-refused': 'series of the file that was not stored',
      },
      finding: (severity, check, value, days) =>
        `${severity}: ${check}${value > 1 ? `, ${count(value, 'place', 'places')}` : ''}${days.length > 0 ? ` (${days.join(', ')}${value > days.length ? ', …' : ''})` : ''}`,
      refused: (value) =>
        value === 0 ? 'No row of the file was refused.' : `${count(value, 'row was', 'rows were')} refused:`,
      refusedRow: (row, reason) => `row ${number(row)}: ${reason}`,
      more: (value) => `and ${count(value, 'more row', 'more rows')}; the JSON report lists all.`,
    },

    manifest: {
      heading: 'To make the same numbers again',
      note: 'The same data, experiment, seed and versions give the same weights, bit for bit. The file of the experiment comes with the JSON report.',
      created: 'Created',
      forecastId: 'Forecast',
      bundle: 'Model bundle',
      commands: 'Commands',
      files: 'files with these data',
      data: (symbol) => `Data, ${symbol}`,
      versions: 'Versions',
      version: (version) => version,
      more: (value) => `and ${count(value, 'more instrument', 'more instruments')}; the JSON report lists all.`,
    },
  };
}
