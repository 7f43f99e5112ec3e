import { describe, expect, it } from 'vitest';
import type { LabelSpec, LayerSpec } from '#contract/model-spec.ts';
import {
  connectSkip,
  labelFor,
  listExperiments,
  listSources,
  moveLayer,
  removeLayer,
  type Blueprint,
} from './blueprint.ts';

const lstm: LayerSpec = { kind: 'lstm', units: 64, returnSequences: true };
const dropout: LayerSpec = { kind: 'dropout', rate: 0.2 };
const skip: LayerSpec = { kind: 'skip', from: 'input', how: 'concat' };

describe('the layers of a blueprint', () => {
  it('are moved and removed', () => {
    expect(moveLayer([lstm, dropout, skip], 2, 0)).toEqual([skip, lstm, dropout]);
    expect(moveLayer([lstm, dropout, skip], 0, 2)).toEqual([dropout, skip, lstm]);
    expect(removeLayer([lstm, dropout], 0)).toEqual([dropout]);
  });

  it('get a name when a skip brings them back, and keep one that they have', () => {
    const layers = [lstm, { ...dropout, name: 'quiet' }, skip];
    const sources = listSources(layers, 2);
    expect(sources.map(({ name }) => name)).toEqual(['input', 'lstm-1', 'quiet']);
    expect(connectSkip(layers, 2, sources[1]!)).toEqual([
      { ...lstm, name: 'lstm-1' },
      { ...dropout, name: 'quiet' },
      { ...skip, from: 'lstm-1' },
    ]);
    expect(connectSkip(layers, 2, sources[2]!)[0]).toEqual(lstm);
  });

  it('never get a name that another one has', () => {
    expect(listSources([lstm, { ...dropout, name: 'lstm-1' }, skip], 2)[1]!.name).toBe('lstm-1-x');
  });
});

describe('a blueprint', () => {
  it('is an experiment for each seed', () => {
    const blueprint = { experiment: { seed: 2 ** 32 - 1 }, seeds: 3 } as Blueprint;
    expect(listExperiments(blueprint).map(({ seed }) => seed)).toEqual([2 ** 32 - 1, 0, 1]);
  });

  it('keeps the horizons when the head asks for another label', () => {
    const label: LabelSpec = { kind: 'forward-return', horizons: [1, 5], volatilityBars: 60 };
    expect(labelFor('direction', label)).toEqual({ kind: 'direction', horizons: [1, 5], volatilityBars: 60 });
    expect(labelFor('trend', label)).toMatchObject({ horizons: [1, 5], threshold: { unit: 'volatility' } });
  });
});
