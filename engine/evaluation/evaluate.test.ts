import { AppError } from '#contract/errors.ts';
import { describe, expect, it } from 'vitest';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { createRandom, type Random } from '../kernel/random.ts';
import { defaultGradePolicy } from '../forecast/grade.ts';
import { evaluateTestSlice, type EvaluationInput } from './evaluate.ts';

const dayMs = 86_400_000;
const levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];
const historyBars = 70;

interface Market {
  days: number;
  instruments: number;
  horizonBars: number;
  /** Probability of up that the model states, from the outcome that it must not know and its own dice. */
  model: (outcome: number, random: Random) => number;
  /** Mean log return of a bar; none unless told. */
  drift?: number;
}

/** Random walks of 1 % a bar that share half of their variance, as stocks do, and a model that is told what to say. */
function simulateSlice({ days, instruments, horizonBars, model, drift = 0 }: Market, seed: number): EvaluationInput {
  const random = createRandom(seed);
  const bars = historyBars + days + horizonBars;
  const shared = Array.from({ length: bars }, () => random.normal());
  const closes = Array.from({ length: instruments }, () => {
    let log = 0;
    return Float64Array.from(shared, (common) => {
      log += drift + 0.01 * Math.SQRT1_2 * (common + random.normal());
      return 100 * Math.exp(log);
    });
  });
  const n = days * instruments;
  const scale = new Float64Array(n).fill(0.01 * Math.sqrt(horizonBars));
  const instrumentIndex = Int32Array.from({ length: n }, (_, i) => i % instruments);
  const barIndex = Int32Array.from({ length: n }, (_, i) => historyBars + Math.floor(i / instruments));
  const outcome = Float64Array.from(instrumentIndex, (k, i) =>
    Math.log(closes[k]![barIndex[i]! + horizonBars]! / closes[k]![barIndex[i]!]!),
  );
  return {
    symbols: closes.map((_, k) => `S${k}`),
    closes,
    times: closes.map((own) => Float64Array.from(own, (_, bar) => bar * dayMs)),
    time: Float64Array.from(barIndex, (bar) => bar * dayMs),
    instrumentIndex,
    barIndex,
    outcome,
    scale,
    levels,
    quantiles: Float64Array.from({ length: n * levels.length }, (_, i) => inverseNormalCdf(levels[i % levels.length]!)),
    probabilityUp: outcome.map((r) => model(r, random)),
    expectedReturn: new Float64Array(n),
    variance: scale.map((s) => s ** 2),
    ...throwLinearDice(n, seed),
    baseRate: new Float64Array(n).fill(0.5),
    classes: null,
    timeframe: '1d',
    horizonBars,
    costs: { feeBasisPoints: 5, slippageBasisPoints: 5 },
    gradePolicy: defaultGradePolicy,
    seed,
    replicates: 400,
  };
}

/** Linear models that know nothing: their own dice, so that the model's stay as they are. */
function throwLinearDice(n: number, seed: number): Pick<EvaluationInput, 'logisticUp' | 'ridgeReturn'> {
  const random = createRandom(seed + 1_000_003);
  const logisticUp = Float64Array.from({ length: n }, () => 0.4 + 0.2 * random.uniform());
  return { logisticUp, ridgeReturn: logisticUp.map((p) => (p - 0.5) / 10) };
}

const dice = (_: number, random: Random): number => random.uniform();
/** Right in 60 % of the cases. */
const planted = (outcome: number, random: Random): number => (random.uniform() < 0.6 === outcome > 0 ? 0.6 : 0.4);

describe('edge', () => {
  it('finds none in noise, over many seeds', () => {
    let found = 0;
    for (let seed = 0; seed < 200; seed++) {
      const slice = simulateSlice({ days: 250, instruments: 3, horizonBars: 1, model: dice }, seed);
      if (evaluateTestSlice(slice).edge === 'found') found++;
    }
    // The nominal level is 2.5 % on this side; 5 of 200. Being measured against the best of four, it is rarer still.
    expect(found).toBeLessThanOrEqual(5);
  });

  it('finds none in noise when labels overlap and the forecast persists', () => {
    let found = 0;
    for (let seed = 0; seed < 100; seed++) {
      const slice = simulateSlice({ days: 250, instruments: 3, horizonBars: 5, model: dice }, seed);
      // One opinion a fortnight for all: with overlapping labels, long runs of luck.
      const random = createRandom(seed);
      const opinions = Array.from({ length: 30 }, () => random.uniform());
      const probabilityUp = Float64Array.from(slice.barIndex, (bar) => opinions[Math.floor((bar - historyBars) / 10)]!);
      if (evaluateTestSlice({ ...slice, probabilityUp }).edge === 'found') found++;
    }
    expect(found).toBeLessThanOrEqual(4);
  });

  it('finds a planted one', () => {
    const slice = simulateSlice({ days: 1500, instruments: 6, horizonBars: 1, model: planted }, 1);
    const { direction, skill, edge } = evaluateTestSlice(slice);
    expect(direction.accuracy.value).toBeGreaterThan(0.58);
    expect(direction.accuracy.value).toBeLessThan(0.62);
    expect(direction.mcc.value).toBeCloseTo(0.2, 1);
    expect(skill.low).toBeGreaterThan(0.04);
    expect(edge).toBe('found');
  });

  it('is not found by a model that only repeats a baseline', () => {
    const slice = simulateSlice({ days: 200, instruments: 2, horizonBars: 1, model: () => 0.9 }, 2);
    const { direction, baselines, skill, edge } = evaluateTestSlice(slice);
    expect(baselines.map((b) => b.name)).toEqual([
      'always-up',
      'always-down',
      'majority',
      'persistence',
      'momentum',
      'reversal',
      'logistic',
      'ridge',
    ]);
    expect(direction.accuracy).toEqual(baselines[0]!.accuracy);
    expect(direction.mcc).toEqual({ value: 0, low: 0, high: 0 });
    const best = baselines.reduce((a, b) => (b.accuracy.value > a.accuracy.value ? b : a));
    expect(skill.versus).toBe(best.name);
    expect(skill.value).toBeCloseTo(direction.accuracy.value - best.accuracy.value, 12);
    expect(skill.value).toBeLessThanOrEqual(0);
    expect(edge).toBe('none');
  });

  it('is never found by a model that always says down, however far the market falls', () => {
    for (const horizonBars of [1, 5]) {
      for (let seed = 0; seed < 15; seed++) {
        const market = { days: 250, instruments: 3, horizonBars, model: () => 0.4, drift: -0.003 };
        const { direction, baselines, edge, unmet } = evaluateTestSlice(simulateSlice(market, seed));
        expect(direction.accuracy).toEqual(baselines[1]!.accuracy);
        expect(edge).toBe('none');
        expect(unmet).toEqual(expect.arrayContaining(['skill', 'correlation']));
      }
    }
  });

  it('is unknown with a day too few, and only then', () => {
    const edgeOf = (days: number): unknown => {
      const slice = simulateSlice({ days, instruments: 2, horizonBars: 2, model: dice }, 8);
      const { edge, daysNeeded } = evaluateTestSlice(slice);
      return [edge, daysNeeded];
    };
    expect(edgeOf(39)).toEqual(['unknown', 40]);
    expect(edgeOf(40)).toEqual(['none', 40]);
  });
});

it('draws whole days of intraday bars, however many bars they have', () => {
  const slice = simulateSlice({ days: 240, instruments: 2, horizonBars: 24, model: dice }, 9);
  const hourly = {
    ...slice,
    timeframe: '1h' as const,
    time: slice.time.map((t) => t / 24),
    times: slice.times.map((own) => own.map((t) => t / 24)),
  };
  const { slice: found, bootstrap, daysNeeded, instruments } = evaluateTestSlice(hourly);
  // 240 hours from the hour at which the simulated history ends.
  const first = Math.floor(hourly.time[0]! / dayMs);
  expect(found.days).toBe(Math.floor(hourly.time.at(-1)! / dayMs) - first + 1);
  expect(found.samples).toBe(480);
  expect(instruments.map(({ days }) => days)).toEqual([found.days, found.days]);
  // Labels of a day reach into the next: blocks of twice two days.
  expect([bootstrap.blockDays, daysNeeded]).toEqual([4, 40]);
});

it.each([
  ['labels of an hour end within their day', 1, 24, 1],
  ['those of half a day reach into the next as often as not', 12, 24, 2],
  ['those of a week reach over seven', 168, 24, 8],
  ['bars of a day', 5, 1, 5],
])('days that are drawn together: %s', (_, horizonBars, perDay, span) => {
  const slice = simulateSlice({ days: 40 * perDay, instruments: 1, horizonBars, model: dice }, 10);
  const scaled = {
    ...slice,
    time: slice.time.map((t) => t / perDay),
    times: slice.times.map((own) => own.map((t) => t / perDay)),
  };
  expect(evaluateTestSlice(scaled).bootstrap.blockDays).toBe(
    span === 1 ? 1 : Math.min(evaluateTestSlice(scaled).slice.days, 2 * span),
  );
});

it('draws the days together that weekly bars of different weekdays lie on', () => {
  const slice = simulateSlice({ days: 100, instruments: 4, horizonBars: 2, model: dice }, 11);
  // Instrument k has its bars on the k-th day of each week.
  const at = (bar: number, k: number): number => (7 * bar + k) * dayMs;
  const weekly = {
    ...slice,
    time: slice.time.map((_, i) => at(slice.barIndex[i]!, slice.instrumentIndex[i]!)),
    times: slice.times.map((own, k) => own.map((_, bar) => at(bar, k))),
  };
  // A label of two weeks runs while those of the four days of the next week begin, and its own: five days.
  expect(evaluateTestSlice(weekly).bootstrap.blockDays).toBe(10);
});

describe('the rest of the evaluation', () => {
  it('scores a hand-made slice', () => {
    // Two instruments, closes e^x; samples at bars 2 and 3, horizon 1.
    //   A: 0, 0.02, 0.01, 0.03, 0.02   outcomes +0.02, -0.01
    //   B: 0, 0.01, 0.03, 0.02, 0.05   outcomes -0.01, +0.03
    const a = Float64Array.of(0, 0.02, 0.01, 0.03, 0.02).map(Math.exp);
    const b = Float64Array.of(0, 0.01, 0.03, 0.02, 0.05).map(Math.exp);
    const row = [-2, -1.5, -1, 0, 1, 1.5, 2];
    const result = evaluateTestSlice({
      symbols: ['A', 'B'],
      closes: [a, b],
      times: [a, b].map((own) => Float64Array.from(own, (_, bar) => bar * dayMs)),
      time: Float64Array.of(2, 2, 3, 3).map((d) => d * dayMs),
      instrumentIndex: Int32Array.of(0, 1, 0, 1),
      barIndex: Int32Array.of(2, 2, 3, 3),
      outcome: Float64Array.of(0.02, -0.01, -0.01, 0.03),
      scale: Float64Array.of(0.02, 0.01, 0.01, 0.01),
      levels,
      quantiles: Float64Array.from([...row, ...row, ...row, ...row]),
      probabilityUp: Float64Array.of(0.8, 0.5, 0.7, 0.9),
      expectedReturn: new Float64Array(4),
      variance: new Float64Array(4).fill(0.0001),
      logisticUp: Float64Array.of(0.6, 0.6, 0.4, 0.4),
      ridgeReturn: Float64Array.of(0.02, 0, 0, 0.01),
      baseRate: new Float64Array(4).fill(0.6),
      classes: null,
      timeframe: '1d',
      horizonBars: 1,
      costs: { feeBasisPoints: 0, slippageBasisPoints: 0 },
      gradePolicy: defaultGradePolicy,
      seed: 1,
    });
    expect(result.slice).toEqual({ from: 2 * dayMs, to: 3 * dayMs, days: 2, samples: 4 });
    // up, not up, up, up against up, down, down, up: 3 of 4
    expect(result.direction.accuracy.value).toBe(0.75);
    // TP 2, FP 1, TN 1, FN 0: (2·1 - 1·0) / sqrt(3·2·2·1)
    expect(result.direction.mcc.value).toBeCloseTo(2 / Math.sqrt(12), 14);
    // always-up: 2 of 4. persistence: A2 fell (wrong), B2 rose (wrong), A3 rose (wrong), B3 fell (wrong): 0.
    // always-down: 2 of 4. majority: up for all four (A2 by a tie): 2 of 4.
    // momentum against the oldest close: all four above 0: 2 of 4. reversal: the opposite of persistence: 4 of 4.
    // logistic: up, up, down, down: 2 of 4. ridge: up, down, down, up: 4 of 4.
    expect(result.baselines.map((s) => s.accuracy.value)).toEqual([0.5, 0.5, 0.5, 0, 0.5, 1, 0.5, 1]);
    // (0.4² + 0.6² + 0.4² + 0.6²) / 4
    expect(result.probability.logisticBrier).toBeCloseTo(0.26, 14);
    expect(result.probability.logLoss).toBeCloseTo(-Math.log(0.8 * 0.5 * 0.3 * 0.9) / 4, 14);
    expect(result.returns.ridgeMae).toBeCloseTo(
      (Math.abs(0.02 - Math.expm1(0.02)) - 2 * Math.expm1(-0.01) + (Math.expm1(0.03) - 0.01)) / 4,
      14,
    );
    expect(result.skill).toEqual({ value: -0.25, low: -1, high: 1, versus: 'reversal' });
    expect([result.edge, result.unmet, result.daysNeeded]).toEqual(['unknown', [], 10]);
    // A: right, wrong; scaled outcomes 1 and -1, on the bounds, count. B: right, right; -1 and 3.
    const coverage = (observed: number) => [0.5, 0.8, 0.95].map((nominal) => ({ nominal, observed }));
    expect(result.instruments).toMatchObject([
      { symbol: 'A', days: 2, samples: 2, accuracy: 0.5, coverage: coverage(1) },
      { symbol: 'B', days: 2, samples: 2, accuracy: 1, coverage: coverage(0.5) },
    ]);
    // (0.2² + 0.5² + 0.7² + 0.1²) / 4 = 0.79 / 4, and (0.4² + 0.6² + 0.6² + 0.4²) / 4 = 0.26
    expect(result.probability.brier).toBeCloseTo(0.1975, 14);
    expect(result.probability.baselineBrier).toBeCloseTo(0.26, 14);
    // Each probability alone in its bin: (0.2 + 0.5 + 0.7 + 0.1) / 4
    expect(result.probability.expectedCalibrationError).toBeCloseTo(0.375, 14);
    // Scaled outcomes 1, -1, -1, 3: within ±1: 3 (bounds count), within ±1.5 and ±2: the same 3.
    expect(result.intervals.map((i) => [i.nominal, i.coverage.value])).toEqual([
      [0.5, 0.75],
      [0.8, 0.75],
      [0.95, 0.75],
    ]);
    // Mean scale 0.0125; widths 2, 3, 4 scales.
    [0.025, 0.0375, 0.05].forEach((width, i) => {
      expect(result.intervals[i]!.meanWidth).toBeCloseTo(width, 14);
    });
    // exp(0.02) - 1, exp(-0.01) - 1 twice, exp(0.03) - 1 against nothing expected
    expect(result.returns.mae).toBeCloseTo((Math.expm1(0.02) - 2 * Math.expm1(-0.01) + Math.expm1(0.03)) / 4, 14);
    expect(result.bootstrap).toEqual({ replicates: 2000, blockDays: 1, seed: 1 });
  });

  it('gives quantiles that are right their nominal coverage, and no skill over the same volatility', () => {
    const slice = simulateSlice({ days: 600, instruments: 4, horizonBars: 1, model: dice }, 3);
    const { intervals, pinball } = evaluateTestSlice(slice);
    for (const { nominal, coverage, baselineCoverage, meanWidth, baselineMeanWidth } of intervals) {
      expect(Math.abs(coverage.value - nominal)).toBeLessThan(0.03);
      expect(coverage.low).toBeLessThan(coverage.value);
      expect(coverage.high).toBeGreaterThan(coverage.value);
      expect(Math.abs(baselineCoverage - nominal)).toBeLessThan(0.04);
      expect(Math.abs(meanWidth / baselineMeanWidth - 1)).toBeLessThan(0.05);
    }
    // The model knows sigma, the baseline estimates it from 60 bars: a shade of skill, no more.
    expect(pinball.skill.value).toBeCloseTo(1 - pinball.model / pinball.historicalVolatility, 12);
    expect(Math.abs(pinball.skill.value)).toBeLessThan(0.02);
  });

  it('sees that intervals three times too narrow do not cover', () => {
    const slice = simulateSlice({ days: 300, instruments: 2, horizonBars: 1, model: dice }, 4);
    const { intervals, pinball } = evaluateTestSlice({ ...slice, quantiles: slice.quantiles.map((q) => q / 3) });
    expect(intervals[2]!.coverage.high).toBeLessThan(0.6);
    expect(pinball.skill.high).toBeLessThan(0);
  });

  it('claims nothing from a single day, however right', () => {
    const slice = simulateSlice({ days: 1, instruments: 30, horizonBars: 1, model: (r) => (r > 0 ? 1 : 0) }, 5);
    const { direction, skill, edge } = evaluateTestSlice(slice);
    expect(direction.accuracy).toEqual({ value: 1, low: 0, high: 1 });
    expect([skill.low, skill.high, edge]).toEqual([-1, 1, 'unknown']);
  });

  it('is the same for the same seed', () => {
    const slice = simulateSlice({ days: 50, instruments: 2, horizonBars: 2, model: dice }, 6);
    expect(evaluateTestSlice(slice)).toEqual(evaluateTestSlice(slice));
  });

  it('refuses an empty slice and broken samples', () => {
    const slice = simulateSlice({ days: 20, instruments: 1, horizonBars: 1, model: dice }, 7);
    const broken = (part: Partial<EvaluationInput>) => (): unknown => evaluateTestSlice({ ...slice, ...part });
    const nothing = new Float64Array(0);
    expect(broken({ time: nothing })).toThrow(AppError);
    expect(broken({ probabilityUp: slice.probabilityUp.with(3, NaN) })).toThrow('1970-03-15');
    expect(broken({ quantiles: slice.quantiles.with(9, Infinity) })).toThrow(AppError);
    expect(broken({ outcome: slice.outcome.with(0, NaN) })).toThrow(AppError);
    expect(broken({ scale: slice.scale.with(0, 0) })).toThrow(AppError);
    expect(broken({ time: slice.time.toReversed() })).toThrow(RangeError);
    expect(broken({ scale: nothing })).toThrow(RangeError);
    expect(broken({ barIndex: slice.barIndex.with(0, 10_000) })).toThrow(RangeError);
    expect(broken({ levels: [0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9] })).toThrow(RangeError);
  });
});
