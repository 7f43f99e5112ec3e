import { describe, expect, it } from 'vitest';
import type { ListedModel } from '#contract/api/models.ts';
import { inventedModel } from '../../double/invent-forecast.ts';
import { groupModels, nextSorting, type Filter, type Sorting } from './arrange-models.ts';

const [evaluation] = inventedModel.evaluations;
const model = (
  name: string,
  version: number,
  changes: Partial<ListedModel> & { skill?: number } = {},
): ListedModel => ({
  ...inventedModel,
  name,
  version,
  createdAt: version * 1000,
  isActive: false,
  notes: '',
  tags: [],
  origin: 'trained',
  symbols: ['ALPH'],
  evaluations: [{ ...evaluation!, skill: { ...evaluation!.skill, value: changes.skill ?? 0 } }],
  ...changes,
});
const all: Filter = { text: '', tag: '', edge: '', origin: '' };
const byName: Sorting = { key: 'name', isDescending: false };
const show = (models: readonly ListedModel[], filter: Partial<Filter> = {}, sorting = byName): string[] =>
  groupModels(models, { ...all, ...filter }, sorting).map(
    ({ name, models: versions }) => `${name} ${versions.map(({ version }) => version).join()}`,
  );

describe('the list of models', () => {
  const models = [
    model('b', 1, { skill: 0.05, tags: ['night'] }),
    model('a', 1, { skill: 0.01 }),
    model('b', 3, { skill: -0.02, origin: 'imported', notes: 'from Ana' }),
    model('c', 2, { evaluations: [] }),
  ];

  it('keeps the versions of a name together, newest first', () => {
    expect(show(models)).toEqual(['a 1', 'b 3,1', 'c 2']);
  });

  it('is sorted by the best version of each name; what has no score is last either way', () => {
    expect(show(models, {}, { key: 'skill', isDescending: true })).toEqual(['b 3,1', 'a 1', 'c 2']);
    expect(show(models, {}, { key: 'skill', isDescending: false })).toEqual(['b 3,1', 'a 1', 'c 2']);
    expect(show(models.slice(0, 2), {}, { key: 'skill', isDescending: false })).toEqual(['a 1', 'b 1']);
  });

  it.each<[Partial<Filter>, string[]]>([
    [{ text: 'ANA' }, ['b 3']],
    [{ text: 'alph' }, ['a 1', 'b 3,1', 'c 2']],
    [{ tag: 'night' }, ['b 1']],
    [{ origin: 'imported' }, ['b 3']],
    [{ edge: 'found' }, ['a 1', 'b 3,1']],
    [{ edge: 'unknown' }, []],
  ])('is filtered by %j', (filter, expected) => {
    expect(show(models, filter)).toEqual(expected);
  });

  it('turns around when the same column is chosen again', () => {
    const first = nextSorting(byName, 'skill');
    expect(first).toEqual({ key: 'skill', isDescending: true });
    expect(nextSorting(first, 'skill').isDescending).toBe(false);
    expect(nextSorting(first, 'name')).toEqual({ key: 'name', isDescending: false });
  });
});
