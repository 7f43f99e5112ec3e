// Training speed of the yardstick network in sequences a second, for each instruction set and thread count:
//   node native/tests/throughput.js [batch size [lstm or gru]]
// LSTM or GRU 128 -> 64 -> 32 with dropout 0.2 between, dense to 11 quantiles, windows of 60 bars with 5 features.
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';

const core = createRequire(import.meta.url)('../build/Release/almanac_native.node');
const batchSize = Number(process.argv[2] ?? 32);
const kind = process.argv[3] ?? 'lstm';
const layers = [
  { kind, inputSize: 5, units: 128, returnSequences: true },
  { kind: 'dropout', rate: 0.2, stream: 0 },
  { kind, inputSize: 128, units: 64, returnSequences: true },
  { kind: 'dropout', rate: 0.2, stream: 1 },
  { kind, inputSize: 64, units: 32, returnSequences: false },
  { kind: 'dropout', rate: 0.2, stream: 2 },
  { kind: 'dense', inputSize: 32, units: 11, activation: 'linear' },
];
const levels = [0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975];
const samples = 2048;
const rows = samples + 59;
// Any fixed data will do: speed does not depend on the values.
const features = Float32Array.from({ length: rows * 5 }, (_, i) => Math.sin(i * 1.7));
const ends = Int32Array.from({ length: samples }, (_, i) => i + 59);
const labels = Float32Array.from({ length: samples }, (_, i) => Math.sin(i * 0.3));
const order = Int32Array.from({ length: samples }, (_, i) => (i * 733) % samples);

for (const instructionSet of core.instructionSets()) {
  for (let threads = 1; threads <= availableParallelism(); threads *= 2) {
    const session = new core.Session({
      layers,
      window: 60,
      features: 5,
      outputs: 11,
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
      `${kind}, ${instructionSet}, ${threads} threads: training ${rate(best)} sequences/s, evaluation ${rate(evaluation)} sequences/s`,
    );
    session.dispose();
  }
}
