import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unpackBundle } from '#engine/forecast/bundle.ts';
import { runAlmanac, withFolder } from './run-almanac.ts';
import { writeSmallMarket, writeSmallSpec } from './small-market.ts';

it('goes from price files to forecast, backtest, report and bundle', () =>
  withFolder(async (folder) => {
    const shared = ['--workspace', join(folder, 'workspace'), '--json'];
    const json = async (...args: string[]): Promise<unknown> => {
      const { code, stdout, stderr } = await runAlmanac([...args, ...shared]);
      expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' });
      return JSON.parse(stdout);
    };

    expect(await json('import', writeSmallMarket(folder))).toMatchObject({
      outcomes: [
        { status: 'added', symbol: 'SIM-ALFA', bars: 1500 },
        { status: 'added', symbol: 'SIM-BRAVO', bars: 1500 },
      ],
    });
    expect(await json('instruments')).toMatchObject([
      { symbol: 'SIM-ALFA', timeframe: '1d', series: ['sentiment'], quality: { red: 0 } },
      {},
    ]);

    const training = ['train', '--all', '--spec', writeSmallSpec(folder, 2), '--seed', '5'];
    expect(await json(...training)).toMatchObject({ alreadyTrained: false, model: { name: 'small', version: 1 } });
    expect(await json(...training)).toMatchObject({ alreadyTrained: true, model: { name: 'small', version: 1 } });
    expect(await json('models')).toMatchObject({
      models: [{ name: 'small', version: 1, features: ['return', 'volume-change', 'sentiment', 'rsi', 'macd'] }],
      unreadable: [],
    });

    const model = ['--model', 'small'];
    // Blocks of 2 · 14 days: ten of them are 280 days, a few more than this test slice has.
    expect(await json('evaluate', ...model)).toMatchObject([
      {
        edge: 'unknown',
        daysNeeded: 280,
        instruments: [{ symbol: 'SIM-ALFA' }, { symbol: 'SIM-BRAVO' }],
      },
    ]);
    expect(await json('predict', 'SIM-BRAVO', ...model)).toMatchObject({
      forecasts: [{ symbol: 'SIM-BRAVO', horizonBars: 14 }],
      leftOut: [],
    });
    expect(await json('backtest', ...model)).toMatchObject({ symbols: ['SIM-ALFA', 'SIM-BRAVO'], leftOut: [] });

    const out = join(folder, 'reports');
    const report = await json(
      'report',
      'SIM-ALFA',
      ...model,
      '--language',
      'en,pl',
      '--format',
      'pdf,json,csv',
      '--out',
      out,
    );
    const { files } = report as { files: string[] };
    expect(files.map((file) => file.slice(out.length + 1))).toEqual([
      'SIM-ALFA-2026-06-30.en.pdf',
      'SIM-ALFA-2026-06-30.pl.pdf',
      'SIM-ALFA-2026-06-30.json',
      'SIM-ALFA-2026-06-30.experiment.json',
      ...['forecast', 'past-forecasts', 'metrics', 'equity', 'trades'].map(
        (table) => `SIM-ALFA-2026-06-30.${table}.csv`,
      ),
    ]);
    expect(readFileSync(files[4]!, 'utf8')).toMatch(
      /^symbol,model,.*\r\nSIM-ALFA,small,1,2026-06-30T00:00:00\.000Z,1d,14,/,
    );
    expect(readFileSync(files[0]!).subarray(0, 5).toString()).toBe('%PDF-');
    expect(JSON.parse(readFileSync(files[2]!, 'utf8'))).toMatchObject({
      format: 'almanac-report/1',
      instrument: { symbol: 'SIM-ALFA' },
    });

    const bundle = join(folder, 'small.almanac');
    await json('models', '--export', 'small', '--out', bundle);
    expect(unpackBundle(readFileSync(bundle)).manifest).toMatchObject({ name: 'small', experiment: { seed: 5 } });
    expect(await json('doctor')).toContainEqual(expect.objectContaining({ name: 'Workspace', status: 'ok' }));
  }));

it('trains on TensorFlow.js where there is no native core, and says what it ran on', () =>
  withFolder(async (folder) => {
    const env = { ALMANAC_SKIP_NATIVE: '1' };
    const shared = ['--workspace', join(folder, 'workspace'), '--json'];
    await runAlmanac(['import', writeSmallMarket(folder), ...shared], { env });
    const { code, stdout } = await runAlmanac(['train', '--all', '--spec', writeSmallSpec(folder, 1), ...shared], {
      env,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      model: { training: { backend: 'tfjs', engine: expect.stringContaining('TensorFlow.js') as string } },
    });
  }));
