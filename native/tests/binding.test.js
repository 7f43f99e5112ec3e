// The addon as JavaScript sees it: node --test native/tests/binding.test.js
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

const core = createRequire(import.meta.url)('../build/Release/almanac_native.node');
const golden = JSON.parse(readFileSync(new URL('../../tests/golden/lstm-dense.json', import.meta.url), 'utf8'));

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

/** The golden batch: its windows one below the other. */
function bindGolden(session) {
  const ends = Int32Array.from({ length: golden.batch }, (_, i) => (i + 1) * golden.window - 1);
  return session.bind(Float32Array.from(golden.windows), ends, Float32Array.from(golden.labels));
}

const order = Int32Array.from({ length: golden.batch }, (_, i) => i);
const options = { batchSize: golden.batch, learningRate: 0.01, clipNorm: Infinity, dropoutSeed: 1 };

function assertClose(found, expected, tolerance) {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]) <= tolerance, `at ${i}: expected ${expected[i]}, found ${value}`);
  });
}

if (!isMainThread) {
  const session = openSession();
  session.setState(stateOf(golden.parameters));
  const { loss } = await session.evaluate(bindGolden(session));
  parentPort.postMessage(loss);
} else {
  for (const instructionSet of core.instructionSets()) {
    test(`${instructionSet} agrees with PyTorch`, async () => {
      const session = openSession({ instructionSet });
      assert.equal(session.instructionSet, instructionSet);
      assert.equal(session.threads, 2);
      assert.equal(session.parameterCount, golden.parameters.length);
      session.setState(stateOf(golden.parameters));
      const data = bindGolden(session);
      const { loss, outputs } = await session.evaluate(data);
      assertClose([loss], [golden.loss], 1e-6);
      assertClose(Array.from(outputs), golden.outputs, 1e-6);
      const { gradients } = await session.gradients(data, order, { dropoutSeed: 1, step: 1, dropout: true });
      assertClose(Array.from(gradients), golden.gradients, 1e-6);
      for (const expected of golden.adam.losses) {
        const epoch = await session.trainEpoch(data, order, options);
        assertClose([epoch.loss], [expected], 1e-5);
        assert.equal(epoch.batches, 1);
        assert.equal(epoch.cancelled, false);
      }
      const state = session.getState();
      assert.equal(state.step, golden.adam.steps);
      assertClose(Array.from(state.parameters), golden.adam.parameters, 1e-5);
    });
  }

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
      () => openSession({ layers: [{ kind: 'gru' }] }),
      /expected layers\[0\]\.kind to be .*, found 'gru'\./,
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
      /found nan at sample 0, column 0\./,
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
