import { describe, expect, it } from 'vitest';
import type { RunSummary } from '#contract/api/runs.ts';
import { filterRuns, joinModels, nextRunSorting, sortRuns, type RunRow } from './arrange-runs.ts';
import { joinCurve } from './use-live-run.ts';

const run = (id: string, more: Partial<RunSummary> = {}): RunRow => ({
  run: {
    id,
    kind: 'training',
    status: 'done',
    name: 'price-lstm',
    symbols: ['SPY'],
    backend: 'native',
    seed: 1,
    epochs: 3,
    mostEpochs: 10,
    bestValidationLoss: 0.3,
    model: null,
    error: null,
    createdAt: Number(id),
    updatedAt: 0,
    ...more,
  },
  edge: null,
  skill: null,
});
const ids = (rows: readonly RunRow[]): string[] => rows.map((row) => row.run.id);

describe('the list of runs', () => {
  const rows = [
    run('3', { status: 'running', bestValidationLoss: null }),
    run('2', { bestValidationLoss: 0.2, name: 'gru', symbols: ['AAPL', 'MSFT'] }),
    run('1', { kind: 'fold' }),
  ];

  it('is filtered by words, status and kind', () => {
    const all = { text: '', status: 'any', kind: 'any' } as const;
    expect(ids(filterRuns(rows, all))).toEqual(['3', '2', '1']);
    expect(ids(filterRuns(rows, { ...all, text: 'msft GRU' }))).toEqual(['2']);
    expect(ids(filterRuns(rows, { ...all, status: 'running' }))).toEqual(['3']);
    expect(ids(filterRuns(rows, { ...all, kind: 'fold' }))).toEqual(['1']);
  });

  it('is sorted both ways, and what has no value stands last in either', () => {
    expect(ids(sortRuns(rows, { key: 'loss', isDescending: false }))).toEqual(['2', '1', '3']);
    expect(ids(sortRuns(rows, { key: 'loss', isDescending: true }))).toEqual(['1', '2', '3']);
    expect(ids(sortRuns(rows, { key: 'status', isDescending: false }))).toEqual(['3', '2', '1']);
    expect(nextRunSorting({ key: 'time', isDescending: true }, 'loss')).toEqual({ key: 'loss', isDescending: false });
    expect(nextRunSorting({ key: 'loss', isDescending: false }, 'loss').isDescending).toBe(true);
  });

  it('puts an edge that was found before one that is not, whatever the skill', () => {
    const found = { ...run('1'), edge: 'found' as const, skill: 0.01 };
    const none = { ...run('2'), edge: 'none' as const, skill: 0.05 };
    expect(ids(sortRuns([none, run('3'), found], { key: 'verdict', isDescending: true }))).toEqual(['1', '2', '3']);
  });

  it('knows of a run without a model that nothing is known', () => {
    expect(joinModels([run('1', { model: 'gone@1' }).run], [])).toEqual([run('1', { model: 'gone@1' })]);
  });
});

describe('a curve that grows', () => {
  const epoch = (n: number) => ({ epoch: n, trainLoss: 1, validationLoss: 1, seconds: 1 });

  it('takes the next epoch, and none that would leave a gap or stand twice', () => {
    expect(joinCurve([epoch(1)], epoch(2))).toHaveLength(2);
    expect(joinCurve([epoch(1)], epoch(3))).toHaveLength(1);
    expect(joinCurve([epoch(1)], epoch(1))).toHaveLength(1);
    expect(joinCurve([], null)).toEqual([]);
  });
});
