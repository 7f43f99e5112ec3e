import { describe, expect, it } from 'vitest';
import type { SplitSpec } from '#contract/model-spec.ts';
import { buildDataset, describeSplit, type Dataset, type InstrumentInput } from './dataset.ts';
import { DAY_MS, FIRST_DAY, inventHistory, mapSeries, shortSpec } from './invented-history.test-data.ts';
import { partNames, type PartName } from './split.ts';
import { scaleValue } from './scalers/scaler.ts';

/*
 * By hand, for 60 bars: features have 1 bar of warm-up and windows 4 bars, so the first window ends at 4; the
 * scale of the label needs 5 returns, so the first usable end is 5. Horizon 3: the last is 56. That makes 52
 * usable bars with borders at 26, 36 and 44; purge 3 at the end of each part, embargo 1 at its start.
 */
const splitSpec: SplitSpec = { train: 0.5, validation: 0.2, calibration: 0.15, embargoBars: 1 };
const handBars: Record<PartName, [first: number, last: number]> = {
  train: [5, 5 + 26 - 1 - 3],
  validation: [5 + 26 + 1, 5 + 36 - 1 - 3],
  calibration: [5 + 36 + 1, 5 + 44 - 1 - 3],
  test: [5 + 44 + 1, 56],
};

function range(first: number, last: number, step = 1): number[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}

function endsOf(dataset: Dataset, part: PartName): number[] {
  return Array.from(dataset.parts[part].windows.ends);
}

describe('one instrument', () => {
  const input = inventHistory(1, 60);
  const dataset = buildDataset(shortSpec(), splitSpec, [input]);
  const { close, volume } = input.bars;

  it.each(partNames)('%s: its windows end at the bars counted by hand', (part) => {
    expect(endsOf(dataset, part)).toEqual(range(...handBars[part]));
    expect(Array.from(dataset.parts[part].origins.bar)).toEqual(endsOf(dataset, part));
  });

  it('labels are the return of the next 3 bars over the volatility of the last 5', () => {
    for (const part of partNames) {
      const { ends, labels } = dataset.parts[part].windows;
      ends.forEach((t, s) => {
        let squares = 0;
        for (let i = t - 4; i <= t; i++) squares += Math.log(close[i]! / close[i - 1]!) ** 2;
        const byHand = Math.log(close[t + 3]! / close[t]!) / (Math.sqrt(squares / 5) * Math.sqrt(3));
        expect(labels[s]).toBeCloseTo(byHand, 5);
      });
    }
  });

  it('a row holds the scaled features of its own bar', () => {
    const { features, featureCount, windowBars } = dataset.parts.train.windows;
    const [returns, volumes] = dataset.instruments[0]!.scalers;
    expect([featureCount, windowBars, features.length]).toEqual([2, 4, 120]);
    for (let t = 1; t < 60; t++) {
      const byHand = [
        scaleValue(returns!, Math.log(close[t]! / close[t - 1]!)),
        scaleValue(volumes!, Math.log(volume[t]! / volume[t - 1]!)),
      ];
      expect(Array.from(features.subarray(2 * t, 2 * t + 2))).toEqual(byHand.map(Math.fround));
    }
  });

  it('scalers are fitted on the train interval, which ends before the validation begins', () => {
    for (const { fittedOn } of dataset.instruments[0]!.scalers) {
      expect(fittedOn).toEqual({ from: FIRST_DAY + 5 * DAY_MS, to: FIRST_DAY + 27 * DAY_MS });
      expect(fittedOn.to).toBeLessThan(dataset.split.validation.from);
    }
    const trained = range(5, 27).map((t) => Math.log(close[t]! / close[t - 1]!));
    expect(dataset.instruments[0]!.scalers[0]!.max).toBe(Math.max(...trained));
  });

  it('a stride thins out the train part and no other', () => {
    const strided = buildDataset(shortSpec({ training: { ...shortSpec().training, strideBars: 4 } }), splitSpec, [
      input,
    ]);
    expect(endsOf(strided, 'train')).toEqual([5, 9, 13, 17, 21, 25]);
    for (const part of ['validation', 'calibration', 'test'] as const) {
      expect(strided.parts[part].windows).toEqual(dataset.parts[part].windows);
    }
  });

  it('knows how far its labels have seen: 3 bars behind the last window of each part', () => {
    for (const part of partNames) {
      expect(dataset.parts[part].outcomesUntil).toBe(FIRST_DAY + (handBars[part][1] + 3) * DAY_MS);
    }
  });

  it('tells the report what it holds', () => {
    expect(describeSplit(dataset)).toEqual(
      partNames.map((name) => {
        const [first, last] = handBars[name];
        return { name, from: FIRST_DAY + first * DAY_MS, to: FIRST_DAY + last * DAY_MS, samples: last - first + 1 };
      }),
    );
  });
});

describe('pooled instruments', () => {
  const inputs = [inventHistory(1, 60, 'A'), inventHistory(2, range(3, 62), 'B')];
  const dataset = buildDataset(shortSpec(), splitSpec, inputs);
  const starts = [0, 60];

  it('never share a window', () => {
    for (const part of partNames) {
      const { windows, origins } = dataset.parts[part];
      expect(new Set(origins.instrument)).toEqual(new Set([0, 1]));
      windows.ends.forEach((end, s) => {
        const instrument = origins.instrument[s]!;
        expect(end).toBe(starts[instrument]! + origins.bar[s]!);
        expect(end - windows.windowBars + 1).toBeGreaterThanOrEqual(starts[instrument]!);
        expect(end).toBeLessThan(starts[instrument]! + inputs[instrument]!.bars.time.length);
      });
    }
  });

  it('come in order of time, and have scalers of their own', () => {
    const { origins } = dataset.parts.train;
    const times = Array.from(origins.bar, (bar, s) => inputs[origins.instrument[s]!]!.bars.time[bar]!);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const [a, b] = dataset.instruments;
    expect(a!.scalers[0]!.offset).not.toBe(b!.scalers[0]!.offset);
  });

  it('give each instrument the rows that it has alone', () => {
    // Alone, on the same calendar, so that the borders are the same.
    const pair = [inventHistory(1, 60, 'A'), inventHistory(2, 60, 'B')];
    const pooled = buildDataset(shortSpec(), splitSpec, pair);
    const alone = buildDataset(shortSpec(), splitSpec, [pair[1]!]);
    expect(pooled.parts.train.windows.features.slice(2 * 60)).toEqual(alone.parts.train.windows.features);
  });
});

/** The history without sentiment at some bars. */
function withoutSentimentAt(input: InstrumentInput, isMissing: (t: number) => boolean): InstrumentInput {
  return { ...input, series: mapSeries(input.series!, (column) => column.map((v, t) => (isMissing(t) ? NaN : v))) };
}

describe('features and their data', () => {
  const withSentiment = (optional: boolean) =>
    shortSpec({
      features: [...shortSpec().features, { kind: 'sentiment', scaler: 'min-max', params: {}, optional }],
    });
  const full = inventHistory(1, 60, 'FULL');
  const bare: InstrumentInput = { symbol: 'BARE', bars: inventHistory(2, 60).bars };

  it('an optional one that all have data for is used', () => {
    const { features, parts } = buildDataset(withSentiment(true), splitSpec, [full]);
    expect(features.map(({ kind }) => kind)).toEqual(['return', 'volume-change', 'sentiment']);
    expect(parts.train.windows.featureCount).toBe(3);
  });

  it('an optional one that one instrument lacks is left out for all', () => {
    const { features, parts } = buildDataset(withSentiment(true), splitSpec, [full, bare]);
    expect(features.map(({ kind }) => kind)).toEqual(['return', 'volume-change']);
    expect(parts.train.windows.featureCount).toBe(2);
  });

  it('a required one that is missing stops the run and names the instrument', () => {
    const build = (): unknown => buildDataset(withSentiment(false), splitSpec, [full, bare]);
    expect(build).toThrow(expect.objectContaining({ code: 'spec/missing-data' }));
    expect(build).toThrow('BARE has no series "sentiment" for the feature "sentiment"');
  });

  it('a spec of which no feature is left stops the run', () => {
    const sentimentOnly = shortSpec({ features: withSentiment(true).features.slice(2) });
    const build = (): unknown => buildDataset(sentimentOnly, splitSpec, [bare]);
    expect(build).toThrow(expect.objectContaining({ code: 'spec/missing-data' }));
  });

  it('sentiment that begins late moves the first window behind its first value', () => {
    const dataset = buildDataset(withSentiment(false), splitSpec, [withoutSentimentAt(full, (t) => t < 12)]);
    expect(endsOf(dataset, 'train')[0]).toBe(12 + 4 - 1);
  });

  it('windows over a bar without sentiment are left out, and no others', () => {
    const dataset = buildDataset(withSentiment(false), splitSpec, [withoutSentimentAt(full, (t) => t === 12)]);
    const ends = partNames.flatMap((part) => endsOf(dataset, part));
    // Windows of 4 bars that hold bar 12 end at 12 to 15.
    expect(endsOf(dataset, 'train').slice(0, 9)).toEqual([5, 6, 7, 8, 9, 10, 11, 16, 17]);
    expect(ends.filter((end) => end >= 12 && end <= 15)).toEqual([]);
    const { features, featureCount } = dataset.parts.train.windows;
    expect(features.every((value) => Number.isFinite(value))).toBe(true);
    expect(Array.from(features.subarray(12 * featureCount, 13 * featureCount))).toEqual([0, 0, 0]);
  });

  it('sentiment with a gap in every window stops the run and says where the last one is', () => {
    const build = (): unknown =>
      buildDataset(withSentiment(false), splitSpec, [withoutSentimentAt(full, (t) => t % 4 === 0)]);
    expect(build).toThrow(expect.objectContaining({ code: 'data/gap' }));
    expect(build).toThrow(
      'FULL has no 4 bars in succession at which every feature has a value; sentiment has none on 2020-02-26',
    );
  });

  it('a feature of several columns is several inputs, each with a scaler of its own', () => {
    const macd = {
      kind: 'macd',
      scaler: 'robust',
      params: { fastBars: 2, slowBars: 3, signalBars: 2 },
      optional: false,
    } as const;
    const dataset = buildDataset(shortSpec({ features: [...shortSpec().features, macd] }), splitSpec, [
      inventHistory(1, 200),
    ]);
    expect(dataset.columnCount).toBe(5);
    expect(dataset.parts.test.windows.featureCount).toBe(5);
    expect(dataset.features[2]).toEqual({ ...macd, columns: ['line', 'signal', 'histogram'] });
    const { scalers } = dataset.instruments[0]!;
    expect(scalers.map(({ kind }) => kind)).toEqual(['standard', 'min-max', 'robust', 'robust', 'robust']);
    expect(new Set(scalers.map(({ factor }) => factor)).size).toBe(5);
  });

  it('a history without one usable window is refused with the number of bars it needs', () => {
    const build = (bars: number) => (): unknown =>
      buildDataset(shortSpec(), splitSpec, [inventHistory(1, 60, 'LONG'), inventHistory(3, bars, 'SHORT')]);
    expect(build(8)).toThrow(expect.objectContaining({ code: 'data/too-short' }));
    expect(build(8)).toThrow('SHORT has 8 bars');
    expect(build(8)).toThrow('needs more than 8.');
  });

  it('histories that begin behind the train part are all named at once', () => {
    const inputs = [
      inventHistory(1, 200, 'LONG'),
      inventHistory(2, range(120, 199), 'LATE'),
      inventHistory(3, range(150, 199), 'LATER'),
    ];
    const build = (): unknown => buildDataset(shortSpec(), splitSpec, inputs);
    expect(build).toThrow(expect.objectContaining({ code: 'data/too-short' }));
    // The scale of the label needs 5 returns: 2020-01-01 + 125 and + 155 days.
    expect(build).toThrow('LATE (2020-05-05), LATER (2020-06-04).');
  });
});

describe('labels of other kinds', () => {
  const input = inventHistory(1, 200);
  const { close } = input.bars;

  it('of several horizons stand side by side, sample after sample, and are purged by the longest', () => {
    const spec = shortSpec({ label: { kind: 'forward-return', horizons: [1, 7], volatilityBars: 5 } });
    const dataset = buildDataset(spec, splitSpec, [input]);
    for (const part of partNames) {
      const { ends, labels, horizons } = dataset.parts[part].windows;
      expect([horizons, labels.length]).toEqual([2, 2 * ends.length]);
      ends.forEach((t, s) => {
        [1, 7].forEach((h, k) => {
          const { scale } = dataset.instruments[0]!.labels.horizons[k]!;
          expect(labels[2 * s + k]).toBe(Math.fround(Math.log(close[t + h]! / close[t]!) / scale[t]!));
        });
      });
    }
    expect(endsOf(dataset, 'train').at(-1)! + 7).toBeLessThan(endsOf(dataset, 'validation')[0]!);
    expect(endsOf(dataset, 'test').at(-1)).toBe(200 - 1 - 7);
  });

  it('weigh the classes alike in the train and validation parts only, by the train part', () => {
    const spec = shortSpec({
      label: {
        kind: 'trend',
        horizons: [1],
        volatilityBars: 5,
        threshold: { unit: 'volatility', value: 1 },
      },
      head: { kind: 'softmax', classWeights: 'balanced' },
    });
    const { parts, classWeights } = buildDataset(spec, splitSpec, [input]);
    const { labels, weights } = parts.train.windows;
    const counts = [0, 1, 2].map((c) => labels.filter((label) => label === c).length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(classWeights).toEqual([counts.map((count) => labels.length / (3 * count))]);
    labels.forEach((label, i) => {
      expect(weights![i]).toBe(Math.fround(classWeights![0]![label]!));
    });
    parts.validation.windows.labels.forEach((label, i) => {
      expect(parts.validation.windows.weights![i]).toBe(Math.fround(classWeights![0]![label]!));
    });
    expect([parts.calibration.windows.weights, parts.test.windows.weights]).toEqual([undefined, undefined]);
  });

  it('have no weights unless the head asks for them', () => {
    const spec = shortSpec({
      label: { kind: 'direction', horizons: [1], volatilityBars: 5 },
      head: { kind: 'sigmoid', classWeights: 'none' },
    });
    const { parts, classWeights } = buildDataset(spec, splitSpec, [input]);
    expect([classWeights, parts.train.windows.weights]).toEqual([null, undefined]);
    expect(new Set(parts.train.windows.labels)).toEqual(new Set([0, 1]));
  });
});
