import type { HeadSpec, LabelSpec, LayerSpec } from './model-spec.ts';

/** What the schema does not say of a kind: a good first choice, and what it does. */
export interface Notes<Spec> {
  readonly byDefault: Spec;
  readonly says: string;
}

/** What comes in and goes out: a sequence [time, width] or one vector [width]. */
export interface LayerNotes<Spec> extends Notes<Spec> {
  readonly takes: 'sequence' | 'vector' | 'either';
  readonly gives: string;
}

export const layerNotes: { readonly [K in LayerSpec['kind']]: LayerNotes<Extract<LayerSpec, { kind: K }>> } = {
  lstm: {
    byDefault: { kind: 'lstm', units: 64, returnSequences: false },
    takes: 'sequence',
    gives: 'a vector of its units, or a sequence of them with returnSequences; twice as wide in both directions',
    says: 'Reads the window bar by bar and decides what to keep and what to forget.',
  },
  gru: {
    byDefault: { kind: 'gru', units: 64, returnSequences: false },
    takes: 'sequence',
    gives: 'a vector of its units, or a sequence of them with returnSequences; twice as wide in both directions',
    says: 'As an LSTM with fewer gates: a quarter fewer parameters, often as good.',
  },
  'temporal-attention': {
    byDefault: { kind: 'temporal-attention', units: 32 },
    takes: 'sequence',
    gives: 'a vector twice as wide as the steps: their weighted mean, and the last one',
    says: 'Weighs the bars of the window by how much they matter.',
  },
  'positional-encoding': {
    byDefault: { kind: 'positional-encoding' },
    takes: 'sequence',
    gives: 'the sequence with sines and cosines of the time added',
    says: 'Tells a transformer the order of the bars.',
  },
  'transformer-encoder': {
    byDefault: { kind: 'transformer-encoder', heads: 4, feedForward: 128, dropout: 0.1 },
    takes: 'sequence',
    gives: 'a sequence of the same width, which the heads share out',
    says: 'Lets every bar of the window look at every other one.',
  },
  'layer-norm': {
    byDefault: { kind: 'layer-norm' },
    takes: 'either',
    gives: 'the same shape, each step with mean 0 and deviation 1',
    says: 'Keeps numbers in range, which makes deep networks train steadily.',
  },
  dropout: {
    byDefault: { kind: 'dropout', rate: 0.2 },
    takes: 'either',
    gives: 'the same shape; in training a share of the numbers is set to zero',
    says: 'Keeps the network from relying on single numbers. Off in forecasts.',
  },
  dense: {
    byDefault: { kind: 'dense', units: 32, activation: 'relu' },
    takes: 'either',
    gives: 'a vector of its units, or each step of a sequence by itself',
    says: 'Every unit sees every number that comes in.',
  },
  pool: {
    byDefault: { kind: 'pool', how: 'last' },
    takes: 'sequence',
    gives: 'one vector: the last step, or the mean of all',
    says: 'Ends a sequence.',
  },
  flatten: {
    byDefault: { kind: 'flatten' },
    takes: 'sequence',
    gives: 'one vector: all steps side by side, the oldest first',
    says: 'Ends a sequence and keeps every number of it.',
  },
  skip: {
    byDefault: { kind: 'skip', from: 'input', how: 'concat' },
    takes: 'either',
    gives: 'what came in with what came out of an earlier layer, added to it or beside it',
    says: 'Brings an earlier layer, or the window itself, back.',
  },
  'instrument-embedding': {
    byDefault: { kind: 'instrument-embedding', units: 4 },
    takes: 'sequence',
    gives: 'the sequence, wider by its units; as the first layer only',
    says: 'Lets one network tell the instruments apart.',
  },
};

export const headNotes: {
  readonly [K in HeadSpec['kind']]: Notes<Extract<HeadSpec, { kind: K }>> & { readonly label: LabelSpec['kind'] };
} = {
  quantiles: {
    byDefault: { kind: 'quantiles', levels: [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] },
    label: 'forward-return',
    says: 'Quantiles of the return: the whole distribution, from which intervals are read.',
  },
  point: {
    byDefault: { kind: 'point', loss: 'huber' },
    label: 'forward-return',
    says: 'One number, the return; its errors on the calibration slice give the intervals.',
  },
  gaussian: {
    byDefault: { kind: 'gaussian' },
    label: 'forward-return',
    says: 'Mean and deviation of the return, by the likelihood of a normal distribution.',
  },
  'student-t': {
    byDefault: { kind: 'student-t' },
    label: 'forward-return',
    says: 'As gaussian with heavier tails, so that outliers count less.',
  },
  sigmoid: {
    byDefault: { kind: 'sigmoid', classWeights: 'none' },
    label: 'direction',
    says: 'The probability that the price is higher.',
  },
  softmax: {
    byDefault: { kind: 'softmax', classWeights: 'balanced' },
    label: 'trend',
    says: 'The probabilities of down, flat and up.',
  },
};
