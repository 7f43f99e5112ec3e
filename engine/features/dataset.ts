import { formatDay } from '../kernel/format-day.ts';
import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { FeatureSpec, ModelSpec, SplitSpec } from '#contract/model-spec.ts';
import type { SplitPart } from '#contract/training.ts';
import { computeFeatures, resolveFeatures, type FeatureTable } from './compute-features.ts';
import type { FeatureInput } from './feature-kind.ts';
import { computeLabels, type Labels } from './label.ts';
import { fitScaler, scaleValue, type FittedScaler } from './scalers/scaler.ts';
import { partNames, splitTimes, type PartName, type Split } from './split.ts';

export interface InstrumentInput extends FeatureInput {
  readonly symbol: string;
}

/** One scaler per feature, for one instrument. */
export type InstrumentScalers = readonly FittedScaler[];

/**
 * Windows as a training backend takes them: a feature matrix and the rows at which windows end. Windows
 * overlap, so storing rows once and not windows saves a factor of windowBars in memory.
 */
export interface WindowSet {
  /** [rows, featureCount], scaled. */
  readonly features: Float32Array;
  readonly featureCount: number;
  readonly windowBars: number;
  /** [samples] Row of each window's last bar; the window is rows end - windowBars + 1 … end. */
  readonly ends: Int32Array;
  /** [samples] Label: log return over h / scale. */
  readonly labels: Float32Array;
}

/** Copies the windows of some samples side by side: [samples, windowBars, featureCount]. */
export function gatherWindows(
  { features, featureCount, windowBars, ends }: WindowSet,
  samples: Int32Array,
): Float32Array {
  const size = windowBars * featureCount;
  const gathered = new Float32Array(samples.length * size);
  samples.forEach((sample, i) => {
    const end = (ends[sample]! + 1) * featureCount;
    gathered.set(features.subarray(end - size, end), i * size);
  });
  return gathered;
}

/** Where each sample of a WindowSet comes from, in the same order. */
export interface SampleOrigins {
  readonly instrument: Int32Array;
  /** Index of the window's last bar in its instrument's bars. */
  readonly bar: Int32Array;
}

export interface DatasetPart {
  readonly windows: WindowSet;
  readonly origins: SampleOrigins;
  /** Time of the last bar that any label of the part looks at: whoever fits on the labels has seen this far. */
  readonly outcomesUntil: EpochMs;
}

/** Everything that training and evaluation need of the data, cut into its four parts. */
export interface Dataset {
  readonly features: readonly FeatureSpec[];
  readonly instruments: readonly {
    readonly input: InstrumentInput;
    readonly table: FeatureTable;
    readonly labels: Labels;
    readonly scalers: InstrumentScalers;
  }[];
  readonly split: Split;
  readonly parts: Readonly<Record<PartName, DatasetPart>>;
}

/**
 * First bar at whose close a window is complete: behind the warm-up of every feature and of the label's
 * scale.
 */
export function firstWindowEnd(table: FeatureTable, labels: Labels, windowBars: number): number {
  return Math.max(table.firstUsable + windowBars - 1, labels.firstUsable);
}

/**
 * Builds the dataset of a spec: features, labels, the purged chronological split with common borders,
 * scalers per instrument fitted on the train interval, windows.
 * Errors: data/too-short, spec/missing-data, spec/unknown-feature.
 */
export function buildDataset(spec: ModelSpec, splitSpec: SplitSpec, inputs: readonly InstrumentInput[]): Dataset {
  const features = resolveFeatures(
    spec.features,
    inputs.map((input) => ({ symbol: input.symbol, input })),
  );
  const prepared = inputs.map((input) => ({
    input,
    table: computeFeatures(features, input),
    labels: computeLabels(input.bars.close, spec.label),
  }));

  const { horizonBars } = spec.label;
  const usable = prepared.map(({ input, table, labels }) => {
    const first = firstWindowEnd(table, labels, spec.windowBars);
    const end = input.bars.time.length - horizonBars;
    if (end <= first) {
      throw new AppError(
        'data/too-short',
        `${input.symbol} has ${input.bars.time.length} bars; a window of ${spec.windowBars} bars with warm-up and a horizon of ${horizonBars} needs more than ${first + horizonBars}.`,
        'Import a longer history of it, or leave it out.',
      );
    }
    return { first, end };
  });
  const times = new Set<EpochMs>();
  prepared.forEach(({ input }, i) => {
    for (let t = usable[i]!.first; t < usable[i]!.end; t++) times.add(input.bars.time[t]!);
  });
  const split = splitTimes(Float64Array.from(times).sort(), splitSpec, horizonBars);

  const late = prepared.flatMap(({ input }, i) => {
    const start = input.bars.time[usable[i]!.first]!;
    return start < split.train.to ? [] : [`${input.symbol} (${formatDay(start)})`];
  });
  if (late.length > 0) {
    throw new AppError(
      'data/too-short',
      `The train part ends on ${formatDay(split.train.to)}, and the first usable bar of these instruments is not before it: ${late.join(', ')}.`,
      `Leave ${late.length > 1 ? 'them' : 'it'} out, import older history, or choose a split with a longer train part.`,
    );
  }

  const instruments = prepared.map((entry) => ({
    ...entry,
    scalers: features.map((feature, c) =>
      fitScaler(feature.scaler, entry.table.columns[c]!, entry.input.bars.time, split.train),
    ),
  }));

  const matrices = instruments.map((i) => scaleFeatures(i.table, i.scalers, i.input.bars.time.length));
  const allRows = joinMatrices(matrices);
  const rowStarts: number[] = [];
  let nextRow = 0;
  for (const { input } of instruments) {
    rowStarts.push(nextRow);
    nextRow += input.bars.time.length;
  }

  function buildPart(name: PartName): DatasetPart {
    const interval = split[name];
    const stride = name === 'train' ? spec.training.strideBars : 1;
    const found: { time: number; instrument: number; bar: number }[] = [];
    let outcomesUntil = interval.to;
    instruments.forEach(({ input: { bars } }, i) => {
      const { first, end } = usable[i]!;
      for (let t = first; t < end; t++) {
        const time = bars.time[t]!;
        // The outcome must be known before the next part begins, also where this instrument's calendar has
        // fewer bars than the common one.
        const outcomeTime = bars.time[t + horizonBars]!;
        if (time < interval.from || time > interval.to || outcomeTime >= nextPartStart(split, name)) continue;
        if ((t - first) % stride !== 0) continue;
        found.push({ time, instrument: i, bar: t });
        outcomesUntil = Math.max(outcomesUntil, outcomeTime);
      }
    });
    if (found.length === 0) {
      throw new AppError(
        'data/too-short',
        `In the ${name} part no instrument has a window whose outcome over ${horizonBars} bars is known before the next part begins.`,
        'Import a longer history, choose a shorter horizon, change the split, or leave out instruments with few bars.',
      );
    }
    found.sort((a, b) => a.time - b.time || a.instrument - b.instrument);
    const origins = {
      instrument: Int32Array.from(found, (s) => s.instrument),
      bar: Int32Array.from(found, (s) => s.bar),
    };
    return {
      origins,
      outcomesUntil,
      windows: {
        features: allRows,
        featureCount: features.length,
        windowBars: spec.windowBars,
        ends: Int32Array.from(found, (s) => rowStarts[s.instrument]! + s.bar),
        labels: Float32Array.from(found, (s) => {
          const { labels } = instruments[s.instrument]!;
          return labels.logReturn[s.bar]! / labels.scale[s.bar]!;
        }),
      },
    };
  }

  return {
    features,
    instruments,
    split,
    parts: {
      train: buildPart('train'),
      validation: buildPart('validation'),
      calibration: buildPart('calibration'),
      test: buildPart('test'),
    },
  };
}

function nextPartStart(split: Split, name: PartName): EpochMs {
  const next = partNames[partNames.indexOf(name) + 1];
  return next === undefined ? Infinity : split[next].from;
}

/** Scales a feature table to [bars, features]; bars before the first usable one are 0 and in no window. */
export function scaleFeatures(table: FeatureTable, scalers: InstrumentScalers, bars: number): Float32Array {
  const width = scalers.length;
  const matrix = new Float32Array(bars * width);
  table.columns.forEach((column, c) => {
    const scaler = scalers[c]!;
    for (let t = table.firstUsable; t < bars; t++) matrix[t * width + c] = scaleValue(scaler, column[t]!);
  });
  return matrix;
}

function joinMatrices(matrices: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(matrices.reduce((sum, m) => sum + m.length, 0));
  let at = 0;
  for (const matrix of matrices) {
    joined.set(matrix, at);
    at += matrix.length;
  }
  return joined;
}

/** The parts as the report shows them. */
export function describeSplit(dataset: Dataset): SplitPart[] {
  return partNames.map((name) => ({
    name,
    from: dataset.split[name].from,
    to: dataset.split[name].to,
    samples: dataset.parts[name].windows.ends.length,
  }));
}
