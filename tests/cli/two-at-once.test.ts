import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runAlmanac, withFolder } from './run-almanac.ts';
import { writeSmallMarket, writeSmallSpec } from './small-market.ts';

it('lets several processes import and train in one workspace: nobody fails, every experiment has one model', () =>
  withFolder(async (folder) => {
    const workspace = ['--workspace', join(folder, 'workspace'), '--json'];
    const market = writeSmallMarket(folder);
    const imports = await Promise.all([1, 2, 3].map(() => runAlmanac(['import', market, ...workspace])));
    expect(imports.map(({ code, stderr }) => ({ code, stderr }))).toEqual(imports.map(() => ({ code: 0, stderr: '' })));

    // Two of the four are the same experiment.
    const spec = writeSmallSpec(folder, 2);
    const trainings = await Promise.all(
      ['1', '1', '2', '3'].map((seed) => runAlmanac(['train', '--all', '--spec', spec, '--seed', seed, ...workspace])),
    );
    expect(trainings.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0, 0, 0]);

    const { models } = JSON.parse((await runAlmanac(['models', ...workspace])).stdout) as {
      models: { version: number }[];
    };
    expect(models.map((model) => model.version).sort()).toEqual([1, 2, 3]);
  }));
