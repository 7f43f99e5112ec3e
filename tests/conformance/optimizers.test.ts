import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { backendNames, modelSpecSchema, type LayerSpec } from '#contract/model-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { buildGraph } from '#engine/models/graph.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import type { SessionState, TrainingSession } from '#engine/training/backend.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';

const numbers = v.array(v.number());
const caseSchema = v.object({
  optimizer: v.unwrap(modelSpecSchema.entries.training.entries.optimizer),
  learningRate: v.number(),
  /** Of the LSTM and of the dense layer. */
  l2: v.optional(v.tuple([v.number(), v.number()]), [0, 0]),
  clipValue: v.optional(v.number()),
  clipNorm: v.optional(v.number(), Infinity),
  losses: numbers,
  parameters: numbers,
});

/** LSTM → dense by mean squared error, ten steps of each optimiser in PyTorch; tools/golden-optimizers.py makes the file. */
const golden = v.parse(
  v.object({
    window: v.number(),
    features: v.number(),
    batch: v.number(),
    units: v.number(),
    horizons: v.number(),
    windows: numbers,
    labels: numbers,
    start: numbers,
    cases: v.array(caseSchema),
  }),
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'golden', 'optimizers.json'), 'utf8')),
);
type Case = (typeof golden.cases)[number];

const windows: WindowSet = {
  features: Float32Array.from(golden.windows),
  featureCount: golden.features,
  windowBars: golden.window,
  ends: Int32Array.from({ length: golden.batch }, (_, i) => (i + 1) * golden.window - 1),
  horizons: golden.horizons,
  labels: Float32Array.from(golden.labels),
};
const hooks = { signal: new AbortController().signal, onSamples: () => undefined };

function title({ optimizer, l2, clipValue, clipNorm }: Case): string {
  const extras = [l2.some((x) => x > 0) && 'l2', clipValue && 'by value', clipNorm < Infinity && 'by norm'];
  return [JSON.stringify(optimizer), ...extras.filter(Boolean)].join(', ');
}

async function withSession<T>(
  name: (typeof backendNames)[number],
  { l2: [recurrent, head] }: Case,
  use: (session: TrainingSession) => Promise<T>,
): Promise<T> {
  const lstm: LayerSpec = { kind: 'lstm', units: golden.units, returnSequences: false };
  const graph = buildGraph(
    {
      ...loadPreset('price-lstm'),
      windowBars: golden.window,
      label: { kind: 'forward-return', horizons: [1, 2], volatilityBars: 5 },
      layers: [recurrent > 0 ? { ...lstm, l2: recurrent } : lstm],
      head: { kind: 'point', loss: 'mse', ...(head > 0 && { l2: head }) },
    },
    golden.features,
  );
  const session = await (await openBackend(name)).open(graph, Float32Array.from(golden.start));
  try {
    return await use(session);
  } finally {
    session.dispose();
  }
}

/** One step at a time, each a batch of all samples. */
async function train(session: TrainingSession, of: Case, steps: number): Promise<number[]> {
  const { optimizer, learningRate, clipNorm, clipValue } = of;
  const order = Int32Array.from({ length: golden.batch }, (_, i) => i);
  const options = { order, batchSize: golden.batch, learningRate, clipNorm, clipValue, optimizer, dropoutSeed: 0 };
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) losses.push(await session.trainEpoch(windows, options, hooks));
  return losses;
}

/** Largest difference, relative to the largest value. */
function difference(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(actual[i]! - value))) / scale;
}

it('PyTorch was asked for every optimiser of the contract', () => {
  const known = v.unwrap(modelSpecSchema.entries.training.entries.optimizer).options.map((o) => o.entries.kind.literal);
  expect(new Set(golden.cases.map(({ optimizer }) => optimizer.kind))).toEqual(new Set(known));
});

for (const name of backendNames) {
  describe.skipIf(name === 'native' && !hasNativeCore())(`optimisers on the ${name} backend`, () => {
    it.each(golden.cases.map((of) => [title(of), of] as const))('%s: ten steps are those of PyTorch', async (_, of) => {
      await withSession(name, of, async (session) => {
        expect(difference(await train(session, of, of.losses.length), of.losses)).toBeLessThan(1e-5);
        expect(difference((await session.state()).parameters, of.parameters)).toBeLessThan(1e-5);
      });
    });

    it.each(golden.cases.map((of) => [title(of), of] as const))(
      '%s: goes on from its state bit for bit',
      async (_, of) => {
        const straight = await withSession(name, of, async (session) => {
          await train(session, of, 7);
          return session.state();
        });
        const halfway: SessionState = await withSession(name, of, async (session) => {
          await train(session, of, 3);
          return session.state();
        });
        const resumed = await withSession(name, of, async (session) => {
          await session.load(halfway);
          await train(session, of, 4);
          return session.state();
        });
        expect(resumed).toEqual(straight);
        expect(straight.step).toBe(7);
      },
    );
  });
}
