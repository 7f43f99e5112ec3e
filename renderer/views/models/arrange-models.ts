import type { ListedModel } from '#contract/api/models.ts';
import type { Edge, Evaluation } from '#contract/evaluation.ts';

export const sortKeys = ['name', 'created', 'horizon', 'skill', 'brier', 'coverage', 'verdict'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Sorting {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

export interface Filter {
  /** In names, symbols, tags and notes. */
  readonly text: string;
  readonly tag: string;
  readonly edge: Edge | '';
  readonly origin: ListedModel['origin'] | '';
}

/** All versions of a name, newest first, and what stands for them where they are sorted. */
export interface ModelGroup {
  readonly name: string;
  readonly models: readonly ListedModel[];
}

/** The coverage that the list shows. */
const NOMINAL = 0.8;

/** What the list says of a model: the evaluation of its shortest horizon. */
export function firstEvaluation(model: Pick<ListedModel, 'evaluations'>): Evaluation | undefined {
  return model.evaluations[0];
}

export function coverageOf(evaluation: Evaluation | undefined): Evaluation['intervals'][number] | undefined {
  return evaluation?.intervals.find(({ nominal }) => Math.abs(nominal - NOMINAL) < 1e-9);
}

/** Brier score of the model relative to that of the base rate: above zero where the model is better. */
export function brierSkill({ brier, baselineBrier }: Evaluation['probability']): number {
  return 1 - brier / baselineBrier;
}

const verdicts: Readonly<Record<Edge, number>> = { found: 2, unknown: 1, none: 0 };

/** Higher is better, or later; null goes to the end either way. */
function valueOf(model: ListedModel, key: Exclude<SortKey, 'name'>): number | null {
  const evaluation = firstEvaluation(model);
  const interval = coverageOf(evaluation);
  switch (key) {
    case 'created':
      return model.createdAt;
    case 'horizon':
      return model.horizons[0] ?? null;
    case 'skill':
      return evaluation?.skill.value ?? null;
    case 'brier':
      return evaluation ? brierSkill(evaluation.probability) : null;
    case 'coverage':
      // The nearer to what was promised, the better.
      return interval ? -Math.abs(interval.coverage.value - interval.nominal) : null;
    case 'verdict':
      return evaluation ? verdicts[evaluation.edge] : null;
  }
}

function compare(a: ListedModel, b: ListedModel, { key, isDescending }: Sorting): number {
  const sign = isDescending ? -1 : 1;
  if (key === 'name') return sign * a.name.localeCompare(b.name);
  const [x, y] = [valueOf(a, key), valueOf(b, key)];
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  return sign * (x - y);
}

function matches(model: ListedModel, { text, tag, edge, origin }: Filter): boolean {
  const haystack = [model.name, ...model.symbols, ...model.tags, model.notes].join('\n').toLowerCase();
  return (
    haystack.includes(text.trim().toLowerCase()) &&
    (tag === '' || model.tags.includes(tag)) &&
    (edge === '' || model.evaluations.some((evaluation) => evaluation.edge === edge)) &&
    (origin === '' || model.origin === origin)
  );
}

/**
 * The models that pass the filter, by name; the best version of a name by the sorting says where the name stands, and
 * the versions of a name stay together, newest first.
 */
export function groupModels(models: readonly ListedModel[], filter: Filter, sorting: Sorting): ModelGroup[] {
  const byName = Map.groupBy(
    models.filter((model) => matches(model, filter)),
    ({ name }) => name,
  );
  return [...byName]
    .map(([name, versions]) => ({ name, models: versions.toSorted((a, b) => b.version - a.version) }))
    .map((group) => ({ ...group, best: group.models.toSorted((a, b) => compare(a, b, sorting))[0]! }))
    .sort((a, b) => compare(a.best, b.best, sorting) || a.name.localeCompare(b.name))
    .map(({ name, models: versions }) => ({ name, models: versions }));
}

/** Descending first where higher is better; a second time the other way. */
export function nextSorting(now: Sorting, key: SortKey): Sorting {
  if (now.key === key) return { key, isDescending: !now.isDescending };
  return { key, isDescending: key !== 'name' && key !== 'horizon' };
}
