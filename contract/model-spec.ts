import * as v from 'valibot';

/**
 * The model spec: a declarative document from which shape inference, the parameter count, the native
 * graph, the TensorFlow.js model and the ONNX file are all derived.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const probability = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));
const name = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected kebab-case, at most 63 characters'));

export const scalerKinds = ['standard', 'min-max', 'robust', 'none'] as const;
export type ScalerKind = (typeof scalerKinds)[number];

const feature = v.strictObject({
  kind: name,
  /**
   * How each column is scaled before the network sees it, fitted on the train interval: 'standard' by mean and
   * standard deviation, 'min-max' to -1 … 1, 'robust' by median and interquartile range; 'none' leaves it as it is,
   * for columns that are bounded already.
   */
  scaler: v.picklist(scalerKinds),
  /** Parameters of the feature, such as {"bars": 14}; the feature's own file gives their names, defaults and limits. */
  params: v.optional(v.record(v.string(), v.number()), {}),
  /** An optional feature is left out where the data for it is missing; a required one stops the run. */
  optional: v.optional(v.boolean(), false),
  /** Name of the external series, for a feature of whatever series the spec names; refused for any other. */
  series: v.exactOptional(name),
  /** Some of the feature's columns, such as ["line"] of the MACD; all of them where it is missing. */
  columns: v.exactOptional(
    v.pipe(
      v.array(name),
      v.minLength(1, 'expected at least one column'),
      v.check((columns) => new Set(columns).size === columns.length, 'expected each column once'),
    ),
  ),
});

const label = v.strictObject({
  /** ln(close[t+h] / close[t]): the h-bar return, in logarithms so that scaling is symmetric. */
  kind: v.literal('forward-return'),
  horizonBars: v.pipe(count, v.maxValue(1000)),
  /**
   * The network sees label / (sigma[t] * sqrt(h)), where sigma[t] is the root mean square of the last
   * `volatilityBars` one-bar log returns up to t: known at t, and it makes one network fit calm and wild
   * instruments alike.
   */
  volatilityBars: v.pipe(count, v.minValue(5), v.maxValue(1000)),
});

const layer = v.variant('kind', [
  v.strictObject({
    kind: v.literal('lstm'),
    units: v.pipe(count, v.maxValue(1024)),
    /** True passes every step on, [batch, time, units]; false only the last, [batch, units]. */
    returnSequences: v.boolean(),
  }),
  v.strictObject({
    kind: v.literal('dropout'),
    rate: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
  }),
  v.strictObject({
    kind: v.literal('dense'),
    units: v.pipe(count, v.maxValue(4096)),
    activation: v.picklist(['linear', 'relu']),
  }),
]);

const head = v.strictObject({
  kind: v.literal('quantiles'),
  /** Ascending levels, symmetric about 0.5; they are the outputs of the network, in this order. */
  levels: v.pipe(
    v.array(probability),
    v.minLength(3),
    v.check((levels) => levels.every((l, i) => i === 0 || l > (levels[i - 1] ?? 1)), 'expected ascending levels'),
    v.check(
      (levels) => levels.every((l, i) => Math.abs(l + (levels[levels.length - 1 - i] ?? 0) - 1) < 1e-9),
      'expected levels symmetric about 0.5',
    ),
    v.check(
      (levels) => [0.025, 0.1, 0.25, 0.5].every((l) => levels.includes(l)),
      'expected 0.025, 0.1, 0.25, 0.5 among the levels: the 95, 80 and 50 % intervals are read from them',
    ),
  ),
});

const rate = v.pipe(v.number(), v.gtValue(0), v.finite());

/**
 * How the learning rate changes from epoch to epoch; epochs count from the end of the warm-up. The formulas and their
 * sources are in engine/training/schedules, one file a kind. `minimum` is a rate that the schedule does not go below.
 */
const schedule = v.variant('kind', [
  v.strictObject({ kind: v.literal('constant') }),
  v.strictObject({ kind: v.literal('step'), everyEpochs: count, factor: probability }),
  v.strictObject({
    kind: v.literal('cosine'),
    minimum: rate,
    /** Epochs until the minimum is reached; all that training.epochs leaves after the warm-up where it is missing. */
    epochs: v.exactOptional(count),
  }),
  v.strictObject({
    kind: v.literal('plateau'),
    /** Epochs without a better validation loss that are borne; one more lowers the rate. */
    patience: v.pipe(v.number(), v.integer(), v.minValue(0)),
    factor: probability,
    minimum: rate,
  }),
]);

const training = v.strictObject({
  /** The rate of Adam that the schedule starts from. */
  learningRate: rate,
  /** The rate stays as it is where there is none. */
  schedule: v.exactOptional(schedule),
  /** Epochs over which the rate rises to `learningRate` in equal steps, before the schedule begins. */
  warmupEpochs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  batchSize: v.pipe(count, v.maxValue(8192)),
  epochs: v.pipe(count, v.maxValue(100_000)),
  /** Epochs without a better validation loss before the run stops. */
  patience: count,
  /** Gradients are scaled down to this global L2 norm. */
  clipNorm: v.pipe(v.number(), v.gtValue(0)),
  /**
   * Every n-th bar of the train slice starts a window. Labels of neighbouring bars overlap by
   * (h-1)/h and carry little new; 1 uses all.
   */
  strideBars: v.optional(count, 1),
});

export const modelSpecSchema = v.pipe(
  v.strictObject({
    format: v.literal('almanac-model-spec/1'),
    name,
    title: v.string(),
    windowBars: v.pipe(count, v.maxValue(10_000)),
    features: v.pipe(v.array(feature), v.minLength(1)),
    label,
    layers: v.pipe(v.array(layer), v.minLength(1)),
    head,
    training,
  }),
  v.forward(
    v.check(
      ({ training: { learningRate, schedule } }) =>
        schedule === undefined || !('minimum' in schedule) || schedule.minimum <= learningRate,
      'expected a minimum that is not above training.learningRate',
    ),
    ['training', 'schedule'],
  ),
  v.forward(
    v.check(
      ({ training: { patience, schedule } }) => schedule?.kind !== 'plateau' || schedule.patience + 1 < patience,
      'expected a patience at least 2 below training.patience: the run stops before a lower rate is tried otherwise',
    ),
    ['training', 'schedule'],
  ),
);

/** Parts of the data, in order of time; what is left over by the first three is the test slice. */
export const splitSchema = v.pipe(
  v.strictObject({
    train: fraction,
    validation: fraction,
    calibration: fraction,
    /** Bars left out after each border, on top of the purge of one label horizon. */
    embargoBars: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.check(
    (s) => s.train > 0 && s.validation > 0 && s.calibration > 0 && s.train + s.validation + s.calibration <= 0.95,
    'expected positive train, validation and calibration parts that leave at least 5 % for the test',
  ),
);

/** What trading costs, charged on each fill. */
export const costsSchema = v.strictObject({
  feeBasisPoints: v.pipe(v.number(), v.minValue(0), v.maxValue(1000)),
  /** Moves the open at which an order fills against it: up for a purchase, down for a sale. */
  slippageBasisPoints: v.pipe(v.number(), v.minValue(0), v.maxValue(1000)),
});

export const backendNames = ['native', 'tfjs'] as const;
export type BackendName = (typeof backendNames)[number];

/** The whole experiment as one document: the same JSON runs from the command line, a test and any other host. */
export const experimentSchema = v.strictObject({
  format: v.literal('almanac-experiment/1'),
  instruments: v.pipe(v.array(v.string()), v.minLength(1)),
  spec: modelSpecSchema,
  split: splitSchema,
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff)),
  backend: v.picklist(backendNames),
  costs: costsSchema,
});

export type ModelSpec = v.InferOutput<typeof modelSpecSchema>;
export type FeatureSpec = ModelSpec['features'][number];
export type LayerSpec = ModelSpec['layers'][number];
export type SplitSpec = v.InferOutput<typeof splitSchema>;
export type Costs = v.InferOutput<typeof costsSchema>;
export type Experiment = v.InferOutput<typeof experimentSchema>;
