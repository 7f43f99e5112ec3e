import { formatDay } from '../kernel/format-day.ts';
import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { readsInstrument, type FeatureSpec, type ModelSpec, type SplitSpec } from '#contract/model-spec.ts';
import type { SplitPart } from '#contract/training.ts';
import { computeFeatures, type FeatureTable } from './compute-features.ts';
import type { FeatureInput } from './feature-kind.ts';
import { balanceClasses, weighLabels } from './class-weights.ts';
import { computeLabels, countClasses, encodeLabel, longestHorizon, type Labels } from './label.ts';
import { chooseFeatures } from './resolve-features.ts';
import { fitScaler, scaleValue, type FittedScaler } from './scalers/scaler.ts';
import { partNames, splitTimes, type PartName, type Split } from './split.ts';

export interface InstrumentInput extends FeatureInput {
  readonly symbol: string;
}

/** One scaler per column of the features, for one instrument. */
export type InstrumentScalers = readonly FittedScaler[];

/**
 * Windows as a network takes them: a feature matrix and the rows at which windows end. Windows
 * overlap, so storing rows once and not windows saves a factor of windowBars in memory.
 */
export interface Windows {
  /** [rows, featureCount], scaled. */
  readonly features: Float32Array;
  /** Numbers in a row: the columns of all features, and the place of the instrument where the network reads it. */
  readonly featureCount: number;
  readonly windowBars: number;
  /** [samples] Row of each window's last bar; the window is rows end - windowBars + 1 … end. */
  readonly ends: Int32Array;
}

/** Windows with what a network is trained to say of them. */
export interface WindowSet extends Windows {
  /** Labels of a sample, one for each horizon. */
  readonly horizons: number;
  /** [samples * horizons], sample after sample: scaled returns, or places of classes. */
  readonly labels: Float32Array;
  /** [samples * horizons] What the loss of each label is multiplied by; 1 where there are none. */
  readonly weights?: Float32Array;
}

/** Copies the windows of some samples side by side: [samples, windowBars, featureCount]. */
export function gatherWindows(
  { features, featureCount, windowBars, ends }: Windows,
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
  /** Those that there is data for, with all parameters and columns written out. */
  readonly features: readonly FeatureSpec[];
  /** Columns of all features. */
  readonly columnCount: number;
  readonly instruments: readonly {
    readonly input: InstrumentInput;
    readonly table: FeatureTable;
    readonly labels: Labels;
    readonly scalers: InstrumentScalers;
    /** What the network is told of which instrument it sees; null where it is told nothing. */
    readonly place: number | null;
  }[];
  readonly split: Split;
  /** [horizons][classes] What the loss of each class was multiplied by; null where no class was weighed. */
  readonly classWeights: readonly (readonly number[])[] | null;
  readonly parts: Readonly<Record<PartName, DatasetPart>>;
}

/**
 * First bar at whose close a window is complete: behind the warm-up of every feature and of the label's
 * scale.
 */
export function firstWindowEnd(table: FeatureTable, labels: Labels, windowBars: number): number {
  return Math.max(table.firstUsable + windowBars - 1, labels.firstUsable);
}

/** Whether the window that ends at bar t is complete: behind the warm-up, and every row of it has all its values. */
export function isWindowUsable(table: FeatureTable, labels: Labels, windowBars: number, t: number): boolean {
  return t >= labels.firstUsable && table.usableRun[t]! >= windowBars;
}

/** An instrument with its columns, and the bars at which its windows end. */
interface PreparedInstrument {
  readonly input: InstrumentInput;
  readonly table: FeatureTable;
  readonly labels: Labels;
  /** Bars whose window is complete and whose outcome is known, ascending. */
  readonly ends: Int32Array;
}

/** Errors: data/too-short, data/gap. */
function prepareInstrument(
  spec: ModelSpec,
  features: readonly FeatureSpec[],
  input: InstrumentInput,
): PreparedInstrument {
  const horizonBars = longestHorizon(spec.label);
  const table = computeFeatures(features, input);
  const labels = computeLabels(input.bars.close, spec);
  const first = firstWindowEnd(table, labels, spec.windowBars);
  const end = input.bars.time.length - horizonBars;
  if (end <= first) {
    throw new AppError(
      'data/too-short',
      `${input.symbol} has ${input.bars.time.length} bars; a window of ${spec.windowBars} bars with warm-up and a horizon of ${horizonBars} needs more than ${first + horizonBars}.`,
      'Import a longer history of it, or leave it out.',
    );
  }
  const ends = range(first, end).filter((t) => isWindowUsable(table, labels, spec.windowBars, t));
  if (ends.length === 0) {
    throw new AppError(
      'data/gap',
      `${input.symbol} has no ${spec.windowBars} bars in succession at which every feature has a value; ${describeGap(table, input)}.`,
      'Import the missing values, choose a shorter window, make the feature optional and leave its data out, or leave the instrument out.',
    );
  }
  return { input, table, labels, ends };
}

/** The times of all bars of each instrument whose window is complete and whose outcome is known. Errors: of buildDataset. */
export function listWindowTimes(
  spec: ModelSpec,
  features: readonly FeatureSpec[],
  inputs: readonly InstrumentInput[],
): Float64Array[] {
  return inputs.map((input) => timesOf(prepareInstrument(spec, features, input)));
}

function timesOf({ input, ends }: PreparedInstrument): Float64Array {
  return Float64Array.from(ends, (t) => input.bars.time[t]!);
}

/** All times of several instruments, ascending and distinct. */
export function joinTimes(times: readonly Float64Array[]): Float64Array {
  const distinct = new Set<EpochMs>();
  for (const own of times) for (const time of own) distinct.add(time);
  return Float64Array.from(distinct).sort();
}

/**
 * Builds the dataset of a spec: features, labels, the purged chronological split with common borders,
 * scalers per instrument fitted on the train interval, windows. `cut` says where the borders lie, or in which
 * proportions to find them.
 * Windows that hold a bar at which a feature has no value are left out.
 * Errors: data/too-short, data/gap, spec/missing-data, those of resolveFeatures.
 */
export function buildDataset(spec: ModelSpec, cut: SplitSpec | Split, inputs: readonly InstrumentInput[]): Dataset {
  const features = chooseFeatures(
    spec.features,
    inputs.map((input) => ({ symbol: input.symbol, input })),
  );
  const prepared = inputs.map((input) => prepareInstrument(spec, features, input));
  const horizonBars = longestHorizon(spec.label);
  const split = 'test' in cut ? cut : splitTimes(joinTimes(prepared.map(timesOf)), cut, horizonBars);

  const late = prepared.flatMap(({ input, ends }) => {
    const start = input.bars.time[ends[0]!]!;
    return start < split.train.to ? [] : [`${input.symbol} (${formatDay(start)})`];
  });
  if (late.length > 0) {
    throw new AppError(
      'data/too-short',
      `The train part ends on ${formatDay(split.train.to)}, and the first usable bar of these instruments is not before it: ${late.join(', ')}.`,
      `Leave ${late.length > 1 ? 'them' : 'it'} out, import older history, or choose a split with a longer train part.`,
    );
  }

  const symbols = inputs.map(({ symbol }) => symbol);
  const instruments = prepared.map((entry) => ({
    ...entry,
    place: placeOf(spec, symbols, entry.input.symbol),
    scalers: entry.table.columns.map((column, c) =>
      fitScaler(features[entry.table.featureOf[c]!]!.scaler, column, entry.input.bars.time, split.train),
    ),
  }));

  const columnCount = instruments[0]!.table.columns.length;
  const matrices = instruments.map((i) => scaleFeatures(i.table, i.scalers, i.input.bars.time.length, i.place));
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
    instruments.forEach(({ input: { bars }, ends }, i) => {
      for (const t of ends) {
        const time = bars.time[t]!;
        // The outcome must be known before the next part begins, also where this instrument's calendar has
        // fewer bars than the common one.
        const outcomeTime = bars.time[t + horizonBars]!;
        if (time < interval.from || time > interval.to || outcomeTime >= nextPartStart(split, name)) continue;
        if ((t - ends[0]!) % stride !== 0) continue;
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
        featureCount: columnCount + (readsInstrument(spec) ? 1 : 0),
        windowBars: spec.windowBars,
        ends: Int32Array.from(found, (s) => rowStarts[s.instrument]! + s.bar),
        horizons: spec.label.horizons.length,
        labels: Float32Array.from(
          found.flatMap((s) =>
            instruments[s.instrument]!.labels.horizons.map(({ logReturn, scale }) =>
              encodeLabel(spec.label, logReturn[s.bar]!, scale[s.bar]!),
            ),
          ),
        ),
      },
    };
  }

  const parts = {
    train: buildPart('train'),
    validation: buildPart('validation'),
    calibration: buildPart('calibration'),
    test: buildPart('test'),
  };
  const classWeights = fitClassWeights(spec, parts.train.windows);
  return {
    features,
    columnCount,
    instruments,
    split,
    classWeights,
    parts: {
      ...parts,
      // The validation loss chooses the epoch, so it weighs as the train loss does.
      train: weighClasses(parts.train, classWeights),
      validation: weighClasses(parts.validation, classWeights),
    },
  };
}

/** Fitted on the train part alone. */
function fitClassWeights({ head, label }: ModelSpec, train: WindowSet): number[][] | null {
  if (!('classWeights' in head) || head.classWeights === 'none') return null;
  return balanceClasses(train.labels, train.horizons, countClasses(label));
}

function weighClasses(part: DatasetPart, classWeights: readonly (readonly number[])[] | null): DatasetPart {
  if (classWeights === null) return part;
  return { ...part, windows: { ...part.windows, weights: weighLabels(part.windows.labels, classWeights) } };
}

function nextPartStart(split: Split, name: PartName): EpochMs {
  const next = partNames[partNames.indexOf(name) + 1];
  return next === undefined ? Infinity : split[next].from;
}

/**
 * What a network that tells instruments apart is told of one of them: its place among all that the network knows, in the
 * order of their symbols. Null for every other network.
 */
export function placeOf(spec: Pick<ModelSpec, 'layers'>, symbols: readonly string[], symbol: string): number | null {
  return readsInstrument(spec) ? symbols.toSorted().indexOf(symbol) : null;
}

/**
 * Scales a feature table to [bars, columns], or to [bars, columns + 1] with the place of the instrument behind them; rows
 * that are not usable are 0 and in no window.
 */
export function scaleFeatures(
  table: FeatureTable,
  scalers: InstrumentScalers,
  bars: number,
  place: number | null,
): Float32Array {
  const width = scalers.length + (place === null ? 0 : 1);
  const matrix = new Float32Array(bars * width);
  if (place !== null) for (let t = 0; t < bars; t++) matrix[(t + 1) * width - 1] = place;
  table.columns.forEach((column, c) => {
    const scaler = scalers[c]!;
    for (let t = table.firstUsable; t < bars; t++) {
      if (table.usableRun[t]! > 0) matrix[t * width + c] = scaleValue(scaler, column[t]!);
    }
  });
  return matrix;
}

/** Names the last value that is missing up to bar `last`: "macd.line has none on 2020-03-05". */
export function describeGap(
  { names, columns }: FeatureTable,
  { bars }: FeatureInput,
  last = bars.time.length - 1,
): string {
  for (let t = last; t >= 0; t--) {
    const missing = names.filter((_, c) => !Number.isFinite(columns[c]![t]));
    if (missing.length > 0)
      return `${missing.join(', ')} ${missing.length > 1 ? 'have' : 'has'} none on ${formatDay(bars.time[t]!)}`;
  }
  return 'no value is missing';
}

function range(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
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
