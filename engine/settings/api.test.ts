import { describe, expect } from 'vitest';
import type { Settings } from '#contract/settings.ts';
import { bootEngine } from '../boot.ts';
import { failure, it } from '../engine.test-data.ts';
import { openStore } from '../store/open-store.ts';
import { saveSetting } from '../store/settings.ts';

describe('settings', () => {
  it('have defaults, and keep what is set over a restart', async ({ engine }) => {
    const { settings } = engine.client;
    expect(await settings.get()).toEqual({
      language: 'system',
      theme: 'system',
      palette: 'standard',
      motion: 'system',
      notifications: true,
      keepAwake: true,
      computeDevice: 'auto',
      jobsAtOnce: 1,
      preset: 'price-lstm',
      costs: { feeBasisPoints: 5, slippageBasisPoints: 5 },
      watchlist: { timeframe: '1d', model: null, horizonBars: null },
      interface: {},
    });
    await settings.set({ theme: 'dark', interface: { columns: ['grade', 'price'] } });
    const set = await settings.set({ language: 'pl' });
    expect(set).toMatchObject({ theme: 'dark', language: 'pl', interface: { columns: ['grade', 'price'] } });
    const again = bootEngine({ workspaceFolder: engine.workspaceFolder });
    expect(await again.client.settings.get()).toEqual(set);
    again.close();
  });

  it('refuse what cannot be, and keep what was', async ({ engine }) => {
    const { settings } = engine.client;
    for (const wrong of [
      { theme: 'pink' },
      { jobsAtOnce: 0 },
      { costs: { feeBasisPoints: -1, slippageBasisPoints: 0 } },
      { unknown: 1 },
      { interface: { text: 'x'.repeat(200_001) } },
    ]) {
      expect(await failure(settings.set(wrong as never)), Object.keys(wrong)[0]).toMatchObject({
        code: 'input/invalid',
      });
    }
    expect((await settings.get()).theme).toBe('system');
  });

  it('pass over what another version has stored', async ({ engine }) => {
    await engine.client.settings.set({ theme: 'dark' });
    const store = openStore(engine.workspaceFolder);
    saveSetting(store.database, 'palette', 'ultraviolet', 1);
    saveSetting(store.database, 'hologram', true, 1);
    store.close();
    expect(await engine.client.settings.get()).toMatchObject({ theme: 'dark', palette: 'standard' });
  });

  it('come to those who watch', async ({ engine }) => {
    const leave = new AbortController();
    const themes: Settings['theme'][] = [];
    for await (const { theme } of await engine.client.settings.watch(undefined, { signal: leave.signal })) {
      themes.push(theme);
      if (theme === 'dark') break;
      await engine.client.settings.set({ theme: 'dark' });
    }
    expect(themes).toEqual(['system', 'dark']);
  });

  it('give new experiments their costs', async ({ engine }) => {
    const costs = { feeBasisPoints: 1, slippageBasisPoints: 2 };
    await engine.client.settings.set({ costs });
    const { experiments } = engine.client;
    expect((await experiments.draft({ instruments: ['AAA'] })).costs).toEqual(costs);
    const own = { feeBasisPoints: 0, slippageBasisPoints: 0 };
    expect((await experiments.draft({ instruments: ['AAA'], costs: own })).costs).toEqual(own);
  });

  it('give new experiments the preset that they start from', async ({ engine }) => {
    const { experiments, settings } = engine.client;
    await settings.set({ preset: 'gru' });
    expect((await experiments.draft({ instruments: ['AAA'] })).spec.name).toBe('gru');
    expect((await experiments.draft({ instruments: ['AAA'], preset: 'alstm' })).spec.name).toBe('alstm');
    const { spec } = await experiments.draft({ instruments: ['AAA'], preset: 'mlp' });
    const own = await experiments.draft({ instruments: ['AAA'], spec: JSON.stringify(spec) });
    expect(own.spec.name).toBe('mlp');
    // A preset of another version of Almanac is said to be missing, and which there are.
    await settings.set({ preset: 'hologram' });
    expect(await failure(experiments.draft({ instruments: ['AAA'] }))).toMatchObject({ code: 'spec/unknown-preset' });
  });

  it('say what networks run on', async ({ engine }) => {
    const { settings, system } = engine.client;
    expect((await system.status()).provider).toBeNull();
    await settings.set({ computeDevice: 'cpu' });
    expect((await system.status()).provider).toEqual({
      provider: 'cpu',
      why: 'The settings ask for it.',
      bySetting: true,
    });
  });
});

describe('the status of the system', () => {
  it('says what the engine is and runs on', async ({ engine, clock }) => {
    const status = await engine.client.system.status();
    expect(status).toMatchObject({ workspaceFolder: engine.workspaceFolder, startedAt: clock.at });
    expect(status.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(status.providers).toContain('cpu');
    expect(['native', 'tfjs']).toContain(status.backend);
    expect(status.native === null).toBe(status.backend === 'tfjs');
    if (status.native) expect(status.native.threads).toBeGreaterThan(0);
    for (const number of [
      status.memory.residentBytes,
      status.freeBytes,
      status.databaseBytes,
      status.schemaVersion,
      status.processors,
    ]) {
      expect(number).toBeGreaterThan(0);
    }
  });
});
