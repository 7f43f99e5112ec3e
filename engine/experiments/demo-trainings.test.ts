import { join } from 'node:path';
import { expect } from 'vitest';
import { demoPreset, demoTrainings } from '#contract/demo-market.ts';
import { finish, it } from '../engine.test-data.ts';
import { hasNativeCore } from '../training/native/native-core.ts';

/** Trains as the demo does, which takes the native core: TensorFlow.js would need minutes. */
it.skipIf(!hasNativeCore())(
  'the demo finds the edge where one is planted and none where none is, and shows neither as more than it is',
  async ({ engine, folder }) => {
    const { client } = engine;
    const { files } = await client.marketData.simulate({ folder: join(folder, 'market') });
    await finish(client.marketData.import({ paths: [...files], simulated: true }));
    const evaluations = [];
    for (const { name, instruments } of demoTrainings) {
      const drafted = await client.experiments.draft({ instruments: [...instruments], preset: demoPreset });
      const experiment = { ...drafted, spec: { ...drafted.spec, name } };
      const { model } = await finish(client.experiments.train({ experiment }));
      expect(model.certificate.passed).toBe(true);
      evaluations.push(model.evaluations[0]!);
    }
    const [planted, control] = evaluations;
    expect(planted!.edge).toBe('found');
    // As much as honest results in this field are, and less than the 62 % that the drift itself would give.
    expect(planted!.direction.accuracy.value).toBeGreaterThan(0.54);
    expect(planted!.direction.accuracy.value).toBeLessThan(0.61);
    // No straight line takes it away.
    expect(planted!.baselines.every(({ accuracy }) => accuracy.value < 0.545)).toBe(true);
    expect(control!.edge).toBe('none');
  },
  120_000,
);
