// Whatever JavaScript hands to the addon, it answers with a result or an Error and the process lives on:
//   node --test native/tests/hostile.test.js
// Values are drawn from a fixed seed, so a failure can be repeated. And the addon loads wherever Node can load one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const file = fileURLToPath(new URL('../build/Release/almanac_native.node', import.meta.url));
const core = require(file);

/** Numerical Recipes' linear congruential generator: a whole number below `count`. */
let word = 20_260_101;
function draw(count) {
  word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((word / 2 ** 32) * count);
}
const pick = (values) => values[draw(values.length)];

function detached(array) {
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

/** Makers of values that nobody should send, anew each time: some change when they are read. */
const hostile = [
  () => undefined,
  () => null,
  () => true,
  () => NaN,
  () => Infinity,
  () => -Infinity,
  () => -1,
  () => 0,
  () => 0.5,
  () => 1,
  () => 3,
  () => 255,
  () => 65_536,
  () => 1_000_000,
  () => 2 ** 31,
  () => 2 ** 32,
  () => 2 ** 53,
  () => 1e308,
  () => '',
  () => 'lstm',
  () => '__proto__',
  () => 'x'.repeat(100_000),
  () => 10n ** 30n,
  () => Symbol('hostile'),
  () => () => 1,
  () => [],
  () => [undefined],
  () => new Array(4_000_000_000),
  () => ({}),
  () => Object.create(null),
  () => ({ kind: 'dense', inputSize: 65_536, units: 65_536, activation: 'linear' }),
  () => ({ kind: 'lstm', inputSize: 65_536, units: 65_536, returnSequences: true, bidirectional: true }),
  () => ({ kind: 'positional-encoding', inputSize: 65_536, time: 1_000_000 }),
  () =>
    new Proxy(
      {},
      {
        get() {
          throw new RangeError('from a getter');
        },
      },
    ),
  () => new Float32Array(0),
  () => new Float32Array(7),
  () => new Float32Array(64).fill(NaN),
  () => new Float32Array(64).fill(Infinity),
  () => new Int32Array(4),
  () => Int32Array.of(-1, 2 ** 30),
  () => new Float64Array(64),
  () => new BigInt64Array(8),
  () => new Uint8Array(64).subarray(1, 33),
  () => detached(new Float32Array(64)),
  () => detached(new Int32Array(4)),
  () => new Float32Array(new SharedArrayBuffer(256)),
  () => new Float32Array(new ArrayBuffer(64, { maxByteLength: 1024 })),
  () => new DataView(new ArrayBuffer(8)),
];

const layers = () => [
  { kind: 'lstm', inputSize: 2, units: 3, returnSequences: true, bidirectional: true },
  { kind: 'gru', inputSize: 6, units: 4, returnSequences: true, bidirectional: false },
  { kind: 'layer-norm', inputSize: 4 },
  { kind: 'positional-encoding', inputSize: 4, time: 4 },
  { kind: 'transformer-encoder', inputSize: 4, heads: 2, feedForward: 3, dropoutRate: 0.1, stream: 0 },
  { kind: 'dropout', rate: 0.5, stream: 2 },
  { kind: 'temporal-attention', inputSize: 4, units: 2 },
  { kind: 'dense', inputSize: 8, units: 1, activation: 'tanh' },
];
const options = () => ({
  layers: layers(),
  window: 4,
  features: 2,
  outputs: 1,
  loss: pick([{ kind: 'mse' }, { kind: 'huber', delta: 1 }, { kind: 'pinball', levels: [0.5] }, { kind: 'bce' }]),
  threads: 1,
  instructionSet: '',
});
const epoch = () => ({ batchSize: 4, learningRate: 0.01, clipNorm: 1, dropoutSeed: 1 });
const dataset = () => [
  new Float32Array(20),
  Int32Array.of(3, 4, 5, 9),
  new Float32Array(4),
  new Float32Array(4).fill(1),
];

/** One place of a value, however deep, is replaced by something hostile. */
function spoil(value) {
  const inside = value !== null && typeof value === 'object' && !ArrayBuffer.isView(value) ? Object.keys(value) : [];
  if (inside.length === 0 || draw(4) === 0) return pick(hostile)();
  const key = pick(inside);
  value[key] = spoil(value[key]);
  return value;
}

/** A list of arguments, one of them spoilt. */
function spoilOne(list) {
  const i = draw(list.length);
  list[i] = spoil(list[i]);
  return list;
}

/** The outcome of a call: an Error is one, anything else that is thrown is not. */
async function expectSoundness(call) {
  try {
    await call();
    return 'done';
  } catch (error) {
    assert.ok(error instanceof Error, `threw ${String(error)}, which is no Error`);
    assert.ok(error.message.length > 0);
    return 'refused';
  }
}

test('options of all kinds are taken or refused', async () => {
  let refused = 0;
  for (let round = 0; round < 3000; round++) {
    const outcome = await expectSoundness(() => {
      const session = new core.Session(spoil(options()));
      session.dispose();
    });
    if (outcome === 'refused') refused++;
  }
  assert.ok(refused > 2000, `only ${refused} of 3000 refused`);
});

test('arguments of all kinds are taken or refused, at work, at rest and after dispose', async () => {
  let session = new core.Session(options());
  let data = session.bind(...dataset());
  const calls = [
    () => session.bind(...spoilOne(dataset())),
    () => session.trainEpoch(...spoilOne([data, Int32Array.of(0, 1, 2, 3), epoch()])),
    () => session.gradients(...spoilOne([data, Int32Array.of(0, 1), { dropout: true, dropoutSeed: 1, step: 1 }])),
    () => session.evaluate(...spoilOne([data])),
    () => session.setState(spoil(session.getState())),
    () => session.memoryUse(spoil({ batchSize: 8 })),
    () => session.unbind(pick(hostile)()),
    () => session.trainEpoch(data, Int32Array.of(0, 1, 2, 3), epoch()),
    () => session.evaluate(data),
    () => session.progress(),
    () => session.cancel(),
    () => session.parameterCount,
    () => core.Session.prototype.evaluate.call(pick(hostile)(), data),
    () => session.bind(...dataset(), () => session.dispose()),
    () => session.trainEpoch(data, Int32Array.of(0), { get batchSize() { return session.dispose(), 1; } }), // prettier-ignore
  ];
  for (let round = 0; round < 3000; round++) {
    // Some are not awaited, so that the next finds the session at work.
    const pending = expectSoundness(pick(calls));
    if (draw(3) > 0) await pending;
    if (draw(50) === 0) await expectSoundness(() => session.dispose());
    if (draw(20) === 0) {
      session = new core.Session(options());
      data = session.bind(...dataset());
    }
  }
  session = new core.Session(options());
  const { loss } = await session.evaluate(session.bind(...dataset()));
  assert.ok(Number.isFinite(loss));
});

test('a network that the memory cannot hold is refused', () => {
  const wide = { kind: 'lstm', inputSize: 65_536, units: 65_536, returnSequences: true, bidirectional: true };
  const last = { kind: 'dense', inputSize: 131_072, units: 1, activation: 'linear' };
  const giant = { ...options(), features: 65_536, loss: { kind: 'mse' } };
  assert.throws(() => new core.Session({ ...giant, layers: [wide, { kind: 'pool', how: 'last' }, last] }), Error);
  const dense = { kind: 'dense', inputSize: 65_536, units: 65_536, activation: 'linear' };
  const out = { kind: 'dense', inputSize: 65_536, units: 1, activation: 'linear' };
  const stack = Array.from({ length: 64 }, () => dense);
  assert.throws(
    () => new core.Session({ ...giant, layers: [...stack, { kind: 'pool', how: 'last' }, out] }),
    /not enough memory/i,
  );
});

test('it loads twice in one process, and in a child process', () => {
  assert.equal(require(file), core);
  delete require.cache[file];
  const again = require(file);
  const folder = mkdtempSync(join(tmpdir(), 'almanac-addon-'));
  try {
    const copy = join(folder, 'copy.node');
    copyFileSync(file, copy);
    for (const addon of [again, require(copy)]) {
      const session = new addon.Session(options());
      assert.equal(session.parameterCount, new core.Session(options()).parameterCount);
      session.dispose();
    }
  } finally {
    // Windows keeps a loaded library's file.
    if (process.platform !== 'win32') rmSync(folder, { recursive: true });
  }
  const script = `process.stdout.write(require(${JSON.stringify(file)}).version)`;
  const child = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  assert.deepEqual([child.status, child.stdout], [0, core.version]);
});
