import type { ListedModel } from '#contract/api/models.ts';
import type { RunStatus, RunSummary } from '#contract/api/runs.ts';
import type { Edge } from '#contract/evaluation.ts';

export const runSortKeys = ['status', 'name', 'epochs', 'loss', 'verdict', 'time'] as const;
export type RunSortKey = (typeof runSortKeys)[number];

export interface RunSorting {
  readonly key: RunSortKey;
  readonly isDescending: boolean;
}

/** A training with what its model came to. */
export interface RunRow {
  readonly run: RunSummary;
  /** Of the shortest horizon; null where there is no model. */
  readonly edge: Edge | null;
  /** Accuracy minus that of the best baseline; null where there is no model. */
  readonly skill: number | null;
}

export interface RunFilter {
  readonly text: string;
  readonly status: RunStatus | 'any';
  readonly kind: RunSummary['kind'] | 'any';
}

const statusOrder: Readonly<Record<RunStatus, number>> = {
  running: 0,
  interrupted: 1,
  failed: 2,
  cancelled: 3,
  done: 4,
};
const edgeOrder: Readonly<Record<Edge, number>> = { none: 0, unknown: 1, found: 2 };

export function joinModels(runs: readonly RunSummary[], models: readonly ListedModel[]): RunRow[] {
  const byReference = new Map(models.map((model) => [`${model.name}@${model.version}`, model]));
  return runs.map((run) => {
    const evaluation = run.model === null ? undefined : byReference.get(run.model)?.evaluations[0];
    return { run, edge: evaluation?.edge ?? null, skill: evaluation?.skill.value ?? null };
  });
}

export function filterRuns(rows: readonly RunRow[], { text, status, kind }: RunFilter): RunRow[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return rows.filter(
    ({ run }) =>
      (status === 'any' || run.status === status) &&
      (kind === 'any' || run.kind === kind) &&
      words.every((word) =>
        [run.name, run.model ?? '', run.backend, ...run.symbols].some((part) => part.toLowerCase().includes(word)),
      ),
  );
}

/** What has no value stands last, whichever way one sorts; equals keep their order, the newest first. */
export function sortRuns(rows: readonly RunRow[], { key, isDescending }: RunSorting): RunRow[] {
  const valueOf: Readonly<Record<RunSortKey, (row: RunRow) => number | string | null>> = {
    status: ({ run }) => statusOrder[run.status],
    name: ({ run }) => run.name,
    epochs: ({ run }) => run.epochs,
    loss: ({ run }) => run.bestValidationLoss,
    verdict: ({ edge, skill }) => (edge === null || skill === null ? null : edgeOrder[edge] * 10 + skill),
    time: ({ run }) => run.createdAt,
  };
  const read = valueOf[key];
  return rows.toSorted((a, b) => {
    const [left, right] = [read(a), read(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const order = left < right ? -1 : left > right ? 1 : 0;
    return isDescending ? -order : order;
  });
}

/** The next sorting when a heading is pressed: down first for numbers and times, then the other way. */
export function nextRunSorting(now: RunSorting, key: RunSortKey): RunSorting {
  if (now.key === key) return { key, isDescending: !now.isDescending };
  return { key, isDescending: ['epochs', 'verdict', 'time'].includes(key) };
}
