// The addon as JavaScript sees it: node --test native/tests/binding.test.js
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

const core = createRequire(import.meta.url)('../build/Release/almanac_native.node');
const readGolden = (name) =>
  JSON.parse(readFileSync(new URL(`../../tests/golden/${name}.json`, import.meta.url), 'utf8'));
const golden = readGolden('lstm-dense');
const transformers = Object.fromEntries(
  readGolden('transformer').cases.map((found) => [`transformer, pool ${found.name},`, found]),
);
const layerGoldens = {
  lstm: golden,
  gru: readGolden('gru-dense'),
  'bidirectional lstm': readGolden('bidirectional-lstm'),
  'bidirectional gru': readGolden('bidirectional-gru'),
  'temporal attention': readGolden('temporal-attention'),
  ...transformers,
};
const losses = readGolden('losses');

function openSession(changes = {}) {
  return new core.Session({
    layers: golden.layers,
    window: golden.window,
    features: golden.features,
    outputs: golden.levels.length,
    loss: { kind: 'pinball', levels: golden.levels },
    threads: 2,
    instructionSet: '',
    ...changes,
  });
}

function stateOf(parameters) {
  const zeros = () => new Float32Array(parameters.length);
  return { parameters: Float32Array.from(parameters), firstMoment: zeros(), secondMoment: zeros(), step: 0 };
}

/** A golden batch: its windows one below the other. */
function bindGolden(session, { batch, window, windows, labels } = golden) {
  const ends = Int32Array.from({ length: batch }, (_, i) => (i + 1) * window - 1);
  return session.bind(Float32Array.from(windows), ends, Float32Array.from(labels));
}

/** A session for one case of the golden losses. */
function openLossSession(found, changes = {}) {
  return new core.Session({
    layers: [
      { kind: 'lstm', inputSize: losses.features, units: losses.units, returnSequences: false },
      { kind: 'dense', inputSize: losses.units, units: found.outputsPerSample, activation: 'linear' },
    ],
    window: losses.window,
    features: losses.features,
    outputs: found.outputsPerSample,
    loss: found.loss,
    threads: 2,
    instructionSet: '',
    ...changes,
  });
}

function bindLosses(session, labels, ...weights) {
  const ends = Int32Array.from({ length: losses.batch }, (_, i) => (i + 1) * losses.window - 1);
  return session.bind(Float32Array.from(losses.windows), ends, Float32Array.from(labels), ...weights);
}

/** The golden case of one kind of loss. */
const lossOf = (kind) => losses.cases.find(({ loss }) => loss.kind === kind);

const order = Int32Array.from({ length: golden.batch }, (_, i) => i);
const options = { batchSize: golden.batch, learningRate: 0.01, clipNorm: Infinity, dropoutSeed: 1 };

function assertClose(found, expected, tolerance) {
  assert.equal(found.length, expected.length);
  // A float32 has seven digits: where numbers are larger, or sums of larger ones, fewer of them lie behind the point.
  const most = tolerance * Math.max(1, ...expected.map(Math.abs));
  found.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]) <= most, `at ${i}: expected ${expected[i]}, found ${value}`);
  });
}

if (!isMainThread) {
  const session = openSession();
  session.setState(stateOf(golden.parameters));
  const { loss } = await session.evaluate(bindGolden(session));
  parentPort.postMessage(loss);
} else {
  for (const instructionSet of core.instructionSets())
    for (const [layer, expected] of Object.entries(layerGoldens))
      test(`${layer} on ${instructionSet} agrees with PyTorch`, async () => {
        const session = openSession({ instructionSet, layers: expected.layers });
        assert.equal(session.instructionSet, instructionSet);
        assert.equal(session.threads, 2);
        assert.equal(session.parameterCount, expected.parameters.length);
        session.setState(stateOf(expected.parameters));
        const data = bindGolden(session, expected);
        const { loss, outputs } = await session.evaluate(data);
        assertClose([loss], [expected.loss], 1e-6);
        assertClose(Array.from(outputs), expected.outputs, 1e-6);
        const { gradients } = await session.gradients(data, order, { dropoutSeed: 1, step: 1, dropout: true });
        assertClose(Array.from(gradients), expected.gradients, 1e-6);
        for (const before of expected.adam.losses) {
          const epoch = await session.trainEpoch(data, order, options);
          assertClose([epoch.loss], [before], 1e-5);
          assert.equal(epoch.batches, 1);
          assert.equal(epoch.cancelled, false);
        }
        const state = session.getState();
        assert.equal(state.step, expected.adam.steps);
        assertClose(Array.from(state.parameters), expected.adam.parameters, 1e-5);
      });

  for (const found of losses.cases)
    test(`${found.loss.kind} agrees with PyTorch, with weights and without, at two horizons`, async () => {
      const all = Int32Array.from({ length: losses.batch }, (_, i) => i);
      const fixed = { dropoutSeed: 1, step: 1, dropout: false };
      for (const instructionSet of core.instructionSets()) {
        const session = openLossSession(found, { instructionSet });
        session.setState(stateOf(found.parameters));
        const weighted = bindLosses(session, found.labels, Float32Array.from(losses.weights));
        const { loss, outputs } = await session.evaluate(weighted);
        assertClose([loss], [found.meanLoss], 1e-6);
        assertClose(Array.from(outputs), found.outputs, 2e-6);
        const batch = await session.gradients(weighted, all, fixed);
        assertClose([batch.loss], [found.meanLoss], 1e-6);
        assertClose(Array.from(batch.gradients), found.gradients, 1e-6);

        const plain = bindLosses(session, found.labels);
        assertClose([(await session.evaluate(plain)).loss], [found.meanLossUnweighted], 1e-6);
        const ones = bindLosses(session, found.labels, new Float32Array(losses.weights.length).fill(1));
        assert.deepEqual(await session.gradients(ones, all, fixed), await session.gradients(plain, all, fixed));
      }
    });

  test('a loss that does not fit is refused', () => {
    const open = (loss, outputsPerSample) => () => openLossSession({ loss, outputsPerSample });
    assert.throws(open({ kind: 'log-cosh' }, 2), /expected loss\.kind to be 'pinball', .*, found 'log-cosh'\./);
    assert.throws(open({ kind: 'pinball', levels: [] }, 2), /expected at least one level, found none\./);
    assert.throws(open({ kind: 'pinball', levels: [0.1, 0.9] }, 3), /a multiple of 2 outputs, found 3\./);
    assert.throws(open({ kind: 'huber' }, 2), /expected loss\.delta to be a number, found undefined\./);
    assert.throws(open({ kind: 'huber', delta: 0 }, 2), /expected a finite delta above 0, found 0/);
    assert.throws(open({ kind: 'huber', delta: Infinity }, 2), /expected a finite delta above 0, found inf/);
    assert.throws(open({ kind: 'cross-entropy', classes: 1 }, 2), /expected at least 2 classes, found 1\./);
    assert.throws(open({ kind: 'cross-entropy', classes: 2.5 }, 2), /expected loss\.classes to be an integer/);
    assert.throws(open({ kind: 'cross-entropy', classes: 3 }, 4), /a multiple of 3 outputs, found 4\./);
  });

  test('labels and weights that a loss cannot take are refused, with their place', () => {
    const refuses = (kind, at, value, message) => {
      const found = lossOf(kind);
      const labels = [...found.labels];
      labels[at] = value;
      assert.throws(() => bindLosses(openLossSession(found), labels), message);
    };
    refuses('mae', 3, NaN, /every number in labels to be finite, found nan at sample 1, horizon 1\./);
    refuses('bce', 5, 0.5, /every label of the loss 'bce' to be 0 or 1, found 0\.5 at sample 2, horizon 1\./);
    refuses('bce', 0, -1, /found -1 at sample 0, horizon 0\./);
    refuses('bce', 9, Infinity, /labels to be finite, found inf at sample 4, horizon 1\./);
    const classes = /a class, an integer from 0 to 3, found/;
    refuses('cross-entropy', 2, 4, classes);
    refuses('cross-entropy', 2, -1, classes);
    refuses('cross-entropy', 2, 1.5, /found 1\.5 at sample 1, horizon 0\./);

    const found = lossOf('mse');
    const session = openLossSession(found);
    const weigh = (at, value) => () => {
      const weights = Float32Array.from(losses.weights);
      weights[at] = value;
      return bindLosses(session, found.labels, weights);
    };
    assert.throws(weigh(7, -0.5), /every weight to be finite and at least 0, found -0\.5 at sample 3, horizon 1\./);
    assert.throws(weigh(7, NaN), /found nan at sample 3, horizon 1\./);
    assert.throws(weigh(7, Infinity), /found inf at sample 3, horizon 1\./);
    assert.equal(typeof weigh(7, 0)(), 'number');
    assert.throws(
      () => bindLosses(session, found.labels, Float32Array.of(1)),
      /expected one weight per label, 10, found 1\./,
    );
    assert.throws(
      () => bindLosses(session, found.labels, losses.weights),
      /expected weights to be a Float32Array, found a value of Array\./,
    );
    assert.throws(() => bindLosses(session, found.labels.slice(1)), /expected 10 labels, 2 for each of 5 samples/);
  });

  test('layers that do not fit are refused in full sentences', () => {
    const open = (...changed) => {
      const layers = [...transformers['transformer, pool last,'].layers];
      for (const [at, changes] of changed) layers[at] = { ...layers[at], ...changes };
      return () => openSession({ layers });
    };
    assert.equal(typeof open()().parameterCount, 'number');
    const refuses = (at, changes, message) => assert.throws(open([at, changes]), message);
    refuses(
      0,
      { activation: 'gelu' },
      /expected layers\[0\]\.activation to be 'linear', 'relu' or 'tanh', found 'gelu'\./,
    );
    refuses(1, { time: 0 }, /expected layers\[1\]\.time to be an integer from 1 to .*, found 0\./);
    refuses(1, { time: undefined }, /expected layers\[1\]\.time to be an integer .*, found undefined\./);
    refuses(1, { time: 6 }, /Layer 1 \(positional-encoding\): expected time 5, .*, found 6\./);
    refuses(1, { inputSize: 7 }, /Layer 1 \(positional-encoding\): expected inputSize 8, .*, found 7\./);
    refuses(2, { heads: 3 }, /Layer 2 \(transformer-encoder\): expected heads to divide the inputSize 8, found 3\./);
    refuses(2, { heads: 0 }, /expected layers\[2\]\.heads to be an integer from 1 to .*, found 0\./);
    refuses(2, { feedForward: 2.5 }, /expected layers\[2\]\.feedForward to be an integer from 1 to .*, found 2\.5\./);
    refuses(2, { dropoutRate: 1 }, /expected a dropoutRate from 0 up to, not including, 1, found 1/);
    refuses(2, { dropoutRate: '0' }, /expected layers\[2\]\.dropoutRate to be a number, found '0'\./);
    refuses(2, { stream: 2 ** 32 - 1 }, /expected layers\[2\]\.stream to be an integer from 0 to 4294967294, found/);
    refuses(4, { inputSize: 9 }, /Layer 4 \(layer-norm\): expected inputSize 8, .*, found 9\./);
    refuses(5, { how: 'max' }, /expected layers\[5\]\.how to be 'last' or 'mean', found 'max'\./);
    refuses(5, { kind: 'layer-norm', inputSize: 8 }, /found a sequence; .*, or add a pool layer\./);
    refuses(4, { kind: 'pool', how: 'mean' }, /Layer 5 \(pool\): expected a sequence before it; set returnSequences/);
  });

  test('a state that was taken and put back continues to the same bits', async () => {
    const dropout = [golden.layers[0], { kind: 'dropout', rate: 0.3, stream: 0 }, ...golden.layers.slice(1)];
    const one = openSession({ layers: dropout });
    const two = openSession({ layers: dropout, threads: 1 });
    one.setState(stateOf(golden.parameters));
    const data = bindGolden(one);
    await one.trainEpoch(data, order, options);
    two.setState(one.getState());
    await one.trainEpoch(data, order, options);
    await two.trainEpoch(bindGolden(two), order, options);
    assert.deepEqual(two.getState(), one.getState());
  });

  test('wrong arguments are refused in full sentences', async () => {
    assert.throws(
      () => openSession({ window: 0 }),
      /Session: expected window to be an integer from 1 to .*, found 0\./,
    );
    assert.throws(
      () => openSession({ layers: [{ kind: 'rnn' }] }),
      /expected layers\[0\]\.kind to be .*, found 'rnn'\./,
    );
    const [lstm, , dense] = golden.layers;
    assert.throws(
      () => openSession({ layers: [{ ...lstm, bidirectional: 1 }, dense] }),
      /expected layers\[0\]\.bidirectional to be true or false, found 1\./,
    );
    assert.throws(
      () => openSession({ layers: [{ ...lstm, returnSequences: false, bidirectional: true }, dense] }),
      /Layer 1 \(dense\): expected inputSize 8, the width of what comes before it, found 3\./,
    );
    const attention = { kind: 'temporal-attention', inputSize: 4, units: 3 };
    assert.throws(
      () => openSession({ layers: [lstm, { ...attention, units: 0 }, dense] }),
      /expected layers\[1\]\.units to be an integer from 1 to .*, found 0\./,
    );
    assert.throws(
      () => openSession({ layers: [lstm, { ...attention, inputSize: 5 }, dense] }),
      /Layer 1 \(temporal-attention\): expected inputSize 4, .*, found 5\./,
    );
    assert.throws(
      () => openSession({ layers: [{ ...lstm, returnSequences: false }, attention, dense] }),
      /Layer 1 \(temporal-attention\): expected a sequence before it; set returnSequences/,
    );
    assert.throws(
      () => openSession({ layers: [lstm, attention, dense] }),
      /Layer 2 \(dense\): expected inputSize 8, .*, found 3\./,
    );
    assert.throws(() => openSession({ outputs: 2 }), /expected 2 outputs per sample after the last layer, found 3\./);
    assert.throws(
      () => openSession({ instructionSet: 'sse9' }),
      /expected one that this CPU supports .*, found sse9\./,
    );
    const session = openSession();
    const windows = Float32Array.from(golden.windows);
    const labels = Float32Array.of(0);
    assert.throws(
      () => session.bind([1], Int32Array.of(4), labels),
      /expected features to be a Float32Array, found a value of Array\./,
    );
    assert.throws(
      () => session.bind(windows, Int32Array.of(3), labels),
      /expected ends\[0\] to lie in 4 to 19.*found 3\./,
    );
    assert.throws(() => session.bind(windows, Int32Array.of(20), labels), /found 20\./);
    assert.throws(() => session.bind(windows, Int32Array.of(4, 5), labels), /expected 2 labels.*found 1\./);
    assert.throws(
      () => session.bind(windows, Int32Array.of(), Float32Array.of()),
      /expected at least one sample, found none\./,
    );
    assert.throws(
      () => session.bind(windows, Int32Array.of(4), Float32Array.of(NaN)),
      /found nan at sample 0, horizon 0\./,
    );
    windows[7] = Infinity;
    assert.throws(() => session.bind(windows, Int32Array.of(4), labels), /found inf at row 2, column 1\./);
    const data = bindGolden(session);
    await assert.rejects(session.evaluate(99), /evaluate: expected the id of a bound dataset, found 99\./);
    await assert.rejects(
      session.trainEpoch(data, Int32Array.of(0, 4), options),
      /expected order\[1\] to be a sample .* 0 to 3, found 4\./,
    );
    await assert.rejects(
      session.trainEpoch(data, order, { ...options, clipNorm: 0 }),
      /expected options\.clipNorm to be .*, found 0\./,
    );
    assert.throws(() => session.setState(stateOf([1])), /one number per parameter, \d+, found 1\./);
    session.unbind(data);
    await assert.rejects(session.evaluate(data), /expected the id of a bound dataset/);
  });

  test('bidirectional: false and a missing one are the same', async () => {
    const run = async (changes) => {
      const session = openSession(changes);
      session.setState(stateOf(golden.parameters));
      return session.evaluate(bindGolden(session));
    };
    const layers = golden.layers.map((layer) => (layer.kind === 'lstm' ? { ...layer, bidirectional: false } : layer));
    assert.deepEqual(await run({ layers }), await run());
  });

  test('one call at a time, and none after dispose', async () => {
    const session = openSession();
    const data = bindGolden(session);
    const first = session.evaluate(data);
    await assert.rejects(session.evaluate(data), /evaluate: evaluate is still running on this session/);
    assert.throws(() => session.getState(), /getState: evaluate is still running/);
    assert.throws(() => session.dispose(), /dispose: evaluate is still running/);
    await first;
    session.dispose();
    await assert.rejects(session.evaluate(data), /was disposed of/);
    assert.throws(() => session.parameterCount, /was disposed of/);
  });

  test('arguments whose getters dispose of the session, or start work on it, harm nothing', async () => {
    /** `values`, the first of which acts when it is read. */
    const acting = (values, act) => {
      const [name] = Object.keys(values);
      const get = () => {
        act();
        return values[name];
      };
      return Object.defineProperty({ ...values }, name, { get });
    };
    const state = stateOf(golden.parameters);
    const calls = {
      trainEpoch: (session, data, act) => session.trainEpoch(data, order, acting(options, act)),
      gradients: (session, data, act) =>
        session.gradients(data, order, acting({ dropout: true, dropoutSeed: 1, step: 1 }, act)),
      setState: async (session, data, act) => session.setState(acting(state, act)),
    };
    for (const [name, call] of Object.entries(calls)) {
      const disposed = openSession();
      await assert.rejects(
        call(disposed, bindGolden(disposed), () => disposed.dispose()),
        new RegExp(`${name}: this session was disposed of`),
      );
      const busy = openSession();
      busy.setState(state);
      const data = bindGolden(busy);
      let other;
      await assert.rejects(
        call(busy, data, () => {
          other = busy.evaluate(data);
        }),
        new RegExp(`${name}: evaluate is still running`),
      );
      assertClose([(await other).loss], [golden.loss], 1e-6);
    }
  });

  test('a result that cannot be built rejects, and the session works on', async () => {
    const session = openSession();
    session.setState(stateOf(golden.parameters));
    const data = bindGolden(session);
    const refusal = new Error('no outputs here');
    const set = () => {
      throw refusal;
    };
    Object.defineProperty(Object.prototype, 'outputs', { set, configurable: true });
    try {
      await assert.rejects(session.evaluate(data), refusal);
    } finally {
      delete Object.prototype.outputs;
    }
    assertClose([(await session.evaluate(data)).loss], [golden.loss], 1e-6);
  });

  test('a cancelled epoch ends early, shows its progress and keeps its steps', async () => {
    const session = openSession();
    session.setState(stateOf(golden.parameters));
    const data = bindGolden(session);
    const long = Int32Array.from({ length: 400_000 }, (_, i) => i % golden.batch);
    const epoch = session.trainEpoch(data, long, { ...options, batchSize: 1, learningRate: 1e-6 });
    while (session.progress().batchesDone === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(session.progress().batchesTotal, long.length);
    session.cancel();
    const { cancelled, batches, loss } = await epoch;
    assert.equal(cancelled, true);
    assert.ok(batches > 0 && batches < long.length);
    assert.ok(Number.isFinite(loss));
    assert.equal(session.getState().step, batches);
  });

  test('a cancelled evaluation ends early and the session works on', async () => {
    const session = openSession();
    session.setState(stateOf(golden.parameters));
    const rows = golden.window + 400_000 - 1;
    const features = new Float32Array(rows * golden.features);
    const ends = Int32Array.from({ length: 400_000 }, (_, i) => i + golden.window - 1);
    const data = session.bind(features, ends, new Float32Array(ends.length * (golden.labels.length / golden.batch)));
    const evaluation = session.evaluate(data);
    session.cancel();
    await assert.rejects(evaluation, { code: 'cancelled', message: /cancelled/ });
    const { loss } = await session.evaluate(bindGolden(session));
    assert.ok(Number.isFinite(loss));
  });

  test('a loss that is not finite rejects as divergence', async () => {
    const session = openSession();
    const state = stateOf(golden.parameters);
    state.parameters[0] = NaN;
    session.setState(state);
    await assert.rejects(session.trainEpoch(bindGolden(session), order, options), {
      code: 'diverged',
      message: /diverged/,
    });
  });

  test('several worker threads of one process load the addon', async () => {
    const run = () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(fileURLToPath(import.meta.url));
        worker.once('message', resolve);
        worker.once('error', reject);
      });
    const losses = await Promise.all([run(), run(), run()]);
    for (const loss of losses) assertClose([loss], [golden.loss], 1e-6);
  });
}
