import * as v from 'valibot';
import { timeframes } from './bars.ts';

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

/** Names that every object has; valibot would leave them out without a word, and the default would stand. */
const namesOfObjects = ['__proto__', 'constructor', 'prototype'];

const parameters = v.pipe(
  v.custom<Record<string, number>>(
    (given) =>
      typeof given !== 'object' || given === null || !namesOfObjects.some((taken) => Object.hasOwn(given, taken)),
    `expected parameters of the feature, found one named ${namesOfObjects.join(', ').replace(/, (?=[^,]*$)/, ' or ')}`,
  ),
  v.record(v.string(), v.number()),
);

const feature = v.strictObject({
  kind: name,
  /**
   * How each column is scaled before the network sees it, fitted on the train interval: 'standard' by mean and
   * standard deviation, 'min-max' to -1 … 1, 'robust' by median and interquartile range; 'none' leaves it as it is,
   * for columns that are bounded already.
   */
  scaler: v.picklist(scalerKinds),
  /** Parameters of the feature, such as {"bars": 14}; the feature's own file gives their names, defaults and limits. */
  params: v.optional(parameters, {}),
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

/**
 * What every label says first: of which returns it speaks. A network may be asked for several horizons at once; each is
 * then calibrated, scored and forecast on its own.
 */
const labelBase = {
  /** Horizons h in bars, ascending: the return in question is that from the close of t to the close of t + h. */
  horizons: v.pipe(
    v.array(v.pipe(count, v.maxValue(1000))),
    v.minLength(1, 'expected at least one horizon'),
    v.maxLength(16, 'expected at most 16 horizons'),
    v.check((bars) => bars.every((h, i) => i === 0 || h > bars[i - 1]!), 'expected ascending horizons, each once'),
  ),
  /**
   * sigma[t] is the root mean square of the last `volatilityBars` one-bar log returns up to t. Returns are measured in
   * sigma[t] * sqrt(h): it is known at t, and makes one network fit calm and wild instruments alike.
   */
  volatilityBars: v.pipe(count, v.minValue(5), v.maxValue(1000)),
};

const label = v.variant('kind', [
  /** ln(close[t+h] / close[t]) / (sigma[t] * sqrt(h)); in logarithms so that scaling is symmetric. */
  v.strictObject({ kind: v.literal('forward-return'), ...labelBase }),
  /** 1 where the return is above zero, 0 otherwise. */
  v.strictObject({ kind: v.literal('direction'), ...labelBase }),
  /** 0 DOWN, 1 FLAT, 2 UP: below, within and above a band around zero. */
  v.strictObject({
    kind: v.literal('trend'),
    ...labelBase,
    /**
     * Half the width of the band: a log return such as 0.01, or a multiple of sigma[t] * sqrt(h), which leaves about
     * as many outcomes in each class in calm times as in wild ones.
     */
    threshold: v.strictObject({
      unit: v.picklist(['log-return', 'volatility']),
      value: v.pipe(v.number(), v.gtValue(0), v.finite()),
    }),
  }),
]);

/** The sum of the squares of the layer's matrices, times l2 / 2, is held small beside the loss (ridge). Biases are free. */
const l2 = v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6)));

const layerUnits = v.pipe(count, v.maxValue(1024));
const dropoutRate = v.pipe(v.number(), v.minValue(0), v.ltValue(1));

const recurrent = {
  units: layerUnits,
  /** True passes every step on, [time, units]; false only the last, [units]. */
  returnSequences: v.boolean(),
  /** A second set of weights reads the window from its end to its start; outputs lie side by side, twice as wide. */
  bidirectional: v.exactOptional(v.boolean()),
  l2,
};

/** What a skip may call the layer by. */
const layerName = v.exactOptional(name);

/** What flows between layers is a sequence [time, width] or one vector [width]; the network begins with a sequence. */
const layer = v.variant('kind', [
  v.strictObject({ kind: v.literal('lstm'), name: layerName, ...recurrent }),
  v.strictObject({ kind: v.literal('gru'), name: layerName, ...recurrent }),
  /** Weighs the steps of a sequence by how much they matter; gives their mean and the last step, [2 * width]. */
  v.strictObject({ kind: v.literal('temporal-attention'), name: layerName, units: layerUnits, l2 }),
  /** Adds sines and cosines of the time, without which a transformer does not know the order of the steps. */
  v.strictObject({ kind: v.literal('positional-encoding'), name: layerName }),
  /** Self-attention of several heads and a feed-forward part, each normalised before and added to what came in. */
  v.strictObject({
    kind: v.literal('transformer-encoder'),
    name: layerName,
    /** The width of what comes in is shared out to them. */
    heads: v.pipe(count, v.maxValue(64)),
    /** Width of the inner layer of the feed-forward part. */
    feedForward: v.pipe(count, v.maxValue(4096)),
    dropout: dropoutRate,
    l2,
  }),
  v.strictObject({ kind: v.literal('layer-norm'), name: layerName }),
  v.strictObject({ kind: v.literal('dropout'), name: layerName, rate: dropoutRate }),
  /** Of a sequence, each step by itself. */
  v.strictObject({
    kind: v.literal('dense'),
    name: layerName,
    units: v.pipe(count, v.maxValue(4096)),
    activation: v.picklist(['linear', 'relu', 'tanh']),
    l2,
  }),
  /** From a sequence to a vector: its last step, or the mean of all. */
  v.strictObject({ kind: v.literal('pool'), name: layerName, how: v.picklist(['last', 'mean']) }),
  /**
   * As the first layer only: joins to every bar a vector that is learned for each instrument, so that one network may tell
   * them apart. A model with it refuses instruments that it was not trained on, as every model does.
   */
  v.strictObject({
    kind: v.literal('instrument-embedding'),
    name: layerName,
    units: v.pipe(count, v.maxValue(64)),
    l2,
  }),
  /** From a sequence to a vector: all its steps side by side, the oldest first. */
  v.strictObject({ kind: v.literal('flatten'), name: layerName }),
  /** Brings what came out of an earlier layer, or the window as "input", back to what flows: added to it, or beside it. */
  v.strictObject({ kind: v.literal('skip'), name: layerName, from: name, how: v.picklist(['add', 'concat']) }),
]);

/** How the classes of a label are weighed in the loss: each sample alike, or each class alike, as n / (K * n of the class). */
const classWeights = v.optional(v.picklist(['none', 'balanced']), 'none');

/** Share of each label that is spread over all classes alike, so that the network is never sure. */
const smoothing = v.exactOptional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)));
const crossEntropy = v.strictObject({ kind: v.literal('cross-entropy'), smoothing });
/** Outcomes that are said well already count less, by the power `focus` of what is missing to 1. */
const focal = v.strictObject({
  kind: v.literal('focal'),
  focus: v.pipe(v.number(), v.minValue(0), v.maxValue(10)),
  smoothing,
});

/**
 * What the network says at its end. Whatever it is, the calibrator makes of it a distribution of the return (see
 * engine/forecast/calibrator.ts), so every model gives the same kind of forecast.
 */
const head = v.variant('kind', [
  /** Quantiles of the scaled return, by the pinball loss. */
  v.strictObject({
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
    /** True makes them steps up and down from the one in the middle, so that they cannot cross; otherwise each is free. */
    ordered: v.exactOptional(v.boolean()),
    l2,
  }),
  /** The scaled return itself. */
  v.strictObject({
    kind: v.literal('point'),
    /** Mean squared error, mean absolute error, or Huber's, which is squared up to 1 and absolute beyond. */
    loss: v.optional(v.picklist(['mse', 'mae', 'huber']), 'mse'),
    l2,
  }),
  /** Mean and standard deviation of the scaled return, by the likelihood of a normal distribution. */
  v.strictObject({ kind: v.literal('gaussian'), l2 }),
  /** Location, scale and degrees of freedom of the scaled return, by the likelihood of Student's t: outliers count less. */
  v.strictObject({ kind: v.literal('student-t'), l2 }),
  /** P(up), by the binary cross-entropy where no other loss is named. */
  v.strictObject({
    kind: v.literal('sigmoid'),
    classWeights,
    loss: v.exactOptional(
      v.variant('kind', [
        crossEntropy,
        focal,
        /** Only outcomes on the wrong side of a margin, or within it, count; what comes out is a score, not yet a probability. */
        v.strictObject({ kind: v.literal('hinge') }),
      ]),
    ),
    l2,
  }),
  /** P(DOWN), P(FLAT), P(UP), by the cross-entropy where no other loss is named. */
  v.strictObject({
    kind: v.literal('softmax'),
    classWeights,
    loss: v.exactOptional(v.variant('kind', [crossEntropy, focal])),
    l2,
  }),
]);

/** The label that each head is trained on. */
const labelOfHead = {
  quantiles: 'forward-return',
  gaussian: 'forward-return',
  'student-t': 'forward-return',
  point: 'forward-return',
  sigmoid: 'direction',
  softmax: 'trend',
} as const;

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

const optimizer = v.variant('kind', [
  v.strictObject({ kind: v.literal('adam') }),
  /** Adam whose matrices also shrink by learningRate * weightDecay a step, apart from the gradient. */
  v.strictObject({ kind: v.literal('adamw'), weightDecay: v.pipe(v.number(), v.gtValue(0), v.maxValue(1e6)) }),
  /** Gradient descent; Nesterov's momentum looks a step ahead. */
  v.strictObject({
    kind: v.literal('sgd'),
    momentum: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
    nesterov: v.exactOptional(v.boolean()),
  }),
]);

const training = v.strictObject({
  /** Adam where there is none. */
  optimizer: v.exactOptional(optimizer),
  /** The rate that the schedule starts from. */
  learningRate: rate,
  /** The rate stays as it is where there is none. */
  schedule: v.exactOptional(schedule),
  /** Epochs over which the rate rises to `learningRate` in equal steps, before the schedule begins. */
  warmupEpochs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /**
   * Each batch also with what the head reads moved by a vector of length `epsilon` in the direction that makes the loss
   * worse, `beta` times that loss added (Feng et al. 2019). The validation loss is without it.
   */
  adversarial: v.exactOptional(
    v.strictObject({
      epsilon: v.pipe(v.number(), v.gtValue(0), v.maxValue(1000)),
      beta: v.pipe(v.number(), v.gtValue(0), v.maxValue(1000)),
    }),
  ),
  batchSize: v.pipe(count, v.maxValue(8192)),
  epochs: v.pipe(count, v.maxValue(100_000)),
  /** Epochs without a better validation loss before the run stops. */
  patience: count,
  /** Gradients are scaled down to this global L2 norm. */
  clipNorm: v.pipe(v.number(), v.gtValue(0), v.finite()),
  /** Before that, each number of the gradient is cut to -clipValue … clipValue; not where it is missing. */
  clipValue: v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.finite())),
  /**
   * Every n-th bar of the train slice starts a window. Labels of neighbouring bars overlap by
   * (h-1)/h and carry little new; 1 uses all.
   */
  strideBars: v.optional(count, 1),
});

/** Whether the network is told which instrument a window is of: by its place, behind the columns of the features. */
export function readsInstrument({ layers }: Pick<ModelSpec, 'layers'>): boolean {
  return layers[0]?.kind === 'instrument-embedding';
}

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

export const modelSpecSchema = v.pipe(
  v.strictObject({
    format: v.literal('almanac-model-spec/1'),
    name,
    title: v.string(),
    /** Length of the bars that the model reads; windows and horizons are counted in them. */
    timeframe: v.optional(v.picklist(timeframes), '1d'),
    windowBars: v.pipe(count, v.maxValue(10_000)),
    features: v.pipe(v.array(feature), v.minLength(1)),
    label,
    layers: v.pipe(
      v.array(layer),
      v.minLength(1),
      v.maxLength(100),
      v.check((layers) => {
        const names = layers.flatMap((one) => one.name ?? []);
        return new Set(names).size === names.length && !names.includes('input');
      }, 'expected each name of a layer once, and none called "input", which is the window'),
      v.check(
        (layers) => layers.every(({ kind }, i) => i === 0 || kind !== 'instrument-embedding'),
        'expected an instrument-embedding as the first layer only',
      ),
    ),
    head,
    training,
    /** The split that the design asks for; an experiment may choose another. */
    split: v.exactOptional(splitSchema),
  }),
  v.forward(
    v.check(
      ({ head: { kind }, label }) => labelOfHead[kind] === label.kind,
      'expected a head that fits label.kind: quantiles, point, gaussian or student-t for forward-return, sigmoid for direction, softmax for trend',
    ),
    ['head', 'kind'],
  ),
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

const basisPoints = v.pipe(v.number(), v.minValue(0), v.maxValue(1000));

/** What trading costs, charged on each fill. */
export const costsSchema = v.strictObject({
  feeBasisPoints: basisPoints,
  /** Moves the price at which an order fills against it: up for a purchase, down for a sale. */
  slippageBasisPoints: basisPoints,
  /** Between bid and ask, half of which each fill pays on top of the slippage; 0 where it is missing. */
  spreadBasisPoints: v.exactOptional(basisPoints),
  /** A year, for borrowed shares, on their value; 0 where it is missing. */
  borrowBasisPoints: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(100_000))),
});

export const backendNames = ['native', 'tfjs'] as const;
export type BackendName = (typeof backendNames)[number];

/** The model whose weights a training starts from; the hash is that of its bundle, so the same name means the same weights. */
const parent = v.strictObject({
  model: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9-]{0,62}@\d{1,9}$/, 'expected a model and its version, such as "price-lstm@2"'),
  ),
  bundleHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal digits')),
});

/** The whole experiment as one document: the same JSON runs from the command line, a test and any other host. */
export const experimentSchema = v.strictObject({
  format: v.literal('almanac-experiment/1'),
  instruments: v.pipe(v.array(v.string()), v.minLength(1)),
  spec: modelSpecSchema,
  split: splitSchema,
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff)),
  backend: v.picklist(backendNames),
  costs: costsSchema,
  /**
   * Missing where weights are drawn at random. With it the borders of the split are moved, so that what is called unseen
   * was seen by neither (engine/features/split.ts).
   */
  parent: v.exactOptional(parent),
});

export type ModelSpec = v.InferOutput<typeof modelSpecSchema>;
export type LabelSpec = ModelSpec['label'];
export type HeadSpec = ModelSpec['head'];
export type FeatureSpec = ModelSpec['features'][number];
export type LayerSpec = ModelSpec['layers'][number];
export type OptimizerSpec = NonNullable<ModelSpec['training']['optimizer']>;
export type SplitSpec = v.InferOutput<typeof splitSchema>;
export type Costs = v.InferOutput<typeof costsSchema>;

/** An ordinary broker for a liquid stock; a trader who pays more sets more. */
export const defaultCosts: Costs = { feeBasisPoints: 5, slippageBasisPoints: 5 };

export type Experiment = v.InferOutput<typeof experimentSchema>;
