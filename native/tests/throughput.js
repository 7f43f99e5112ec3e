// Training speed of a network in sequences a second, for each instruction set and thread count:
//   node native/tests/throughput.js [batch size [network]]
// Networks, all with pinball loss; the first two are the yardstick:
//   lstm, gru  128 -> 64 -> 32 with dropout 0.2 between, dense to 11 quantiles, windows of 60 bars with 5 features
//   bi-lstm    bidirectional LSTM 128 -> 64, dense to 11 quantiles, windows of 60 bars with 5 features
//   alstm      LSTM 16, temporal attention 16, dense to 3 quantiles, windows of 15 bars with 11 features
//   transformer  dense 64, positional encoding, two encoder blocks (4 heads, feed-forward 128, dropout 0.1), the last
//                step, dense to 11 quantiles, windows of 60 bars with 5 features
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';

const core = createRequire(import.meta.url)('../build/Release/almanac_native.node');
const eleven = [0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975];
const yardstick = (kind) => ({
  window: 60,
  features: 5,
  levels: eleven,
  layers: [
    { kind, inputSize: 5, units: 128, returnSequences: true },
    { kind: 'dropout', rate: 0.2, stream: 0 },
    { kind, inputSize: 128, units: 64, returnSequences: true },
    { kind: 'dropout', rate: 0.2, stream: 1 },
    { kind, inputSize: 64, units: 32, returnSequences: false },
    { kind: 'dropout', rate: 0.2, stream: 2 },
    { kind: 'dense', inputSize: 32, units: 11, activation: 'linear' },
  ],
});
const encoder = (stream) => ({
  kind: 'transformer-encoder',
  inputSize: 64,
  heads: 4,
  feedForward: 128,
  dropoutRate: 0.1,
  stream,
});
const networks = {
  lstm: yardstick('lstm'),
  gru: yardstick('gru'),
  'bi-lstm': {
    window: 60,
    features: 5,
    levels: eleven,
    layers: [
      { kind: 'lstm', inputSize: 5, units: 128, returnSequences: true, bidirectional: true },
      { kind: 'lstm', inputSize: 256, units: 64, returnSequences: false, bidirectional: true },
      { kind: 'dense', inputSize: 128, units: 11, activation: 'linear' },
    ],
  },
  transformer: {
    window: 60,
    features: 5,
    levels: eleven,
    layers: [
      { kind: 'dense', inputSize: 5, units: 64, activation: 'linear' },
      { kind: 'positional-encoding', inputSize: 64, time: 60 },
      encoder(0),
      encoder(2),
      { kind: 'pool', how: 'last' },
      { kind: 'dense', inputSize: 64, units: 11, activation: 'linear' },
    ],
  },
  alstm: {
    window: 15,
    features: 11,
    levels: [0.1, 0.5, 0.9],
    layers: [
      { kind: 'lstm', inputSize: 11, units: 16, returnSequences: true },
      { kind: 'temporal-attention', inputSize: 16, units: 16 },
      { kind: 'dense', inputSize: 32, units: 3, activation: 'linear' },
    ],
  },
};
const batchSize = Number(process.argv[2] ?? 32);
const name = process.argv[3] ?? 'lstm';
const network = networks[name];
if (network === undefined) throw new Error(`Expected a network of ${Object.keys(networks).join(', ')}, found ${name}.`);
const { layers, window, features: width, levels } = network;
// Several batches an epoch, and enough work for a clock.
const samples = Math.max(2048, 8 * batchSize);
const rows = samples + window - 1;
// Any fixed data will do: speed does not depend on the values.
const features = Float32Array.from({ length: rows * width }, (_, i) => Math.sin(i * 1.7));
const ends = Int32Array.from({ length: samples }, (_, i) => i + window - 1);
const labels = Float32Array.from({ length: samples }, (_, i) => Math.sin(i * 0.3));
const order = Int32Array.from({ length: samples }, (_, i) => (i * 733) % samples);

for (const instructionSet of core.instructionSets()) {
  for (let threads = 1; threads <= availableParallelism(); threads *= 2) {
    const session = new core.Session({
      layers,
      window,
      features: width,
      outputs: levels.length,
      loss: { kind: 'pinball', levels },
      threads,
      instructionSet,
    });
    const count = session.parameterCount;
    const parameters = Float32Array.from({ length: count }, (_, i) => 0.08 * Math.sin(i * 12.9898));
    session.setState({
      parameters,
      firstMoment: new Float32Array(count),
      secondMoment: new Float32Array(count),
      step: 0,
    });
    const data = session.bind(features, ends, labels);
    const options = { batchSize, learningRate: 1e-3, clipNorm: 1, dropoutSeed: 1 };
    await session.trainEpoch(data, order.subarray(0, 256), options);
    let best = Infinity;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      await session.trainEpoch(data, order, options);
      best = Math.min(best, performance.now() - start);
    }
    const startEvaluation = performance.now();
    await session.evaluate(data);
    const evaluation = performance.now() - startEvaluation;
    const rate = (milliseconds) => Math.round((samples / milliseconds) * 1000);
    console.log(
      `${name}, ${instructionSet}, ${threads} threads: training ${rate(best)} sequences/s, evaluation ${rate(evaluation)} sequences/s`,
    );
    session.dispose();
  }
}
