import type { Experiment } from '#contract/model-spec.ts';
import type { WalkForwardResult } from '#contract/walk-forward.ts';
import { hashJson } from '../kernel/hash.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { listWalkForwards, readWalkForward } from '../store/walk-forwards.ts';

/**
 * The newest walk-forward of the workspace with an experiment's spec and instruments, or null; its split, seeds and costs may
 * be others, and it may have seen an earlier state of the data.
 */
export function findWalkForward(database: ReadDatabase, experiment: Experiment): WalkForwardResult | null {
  const wanted = hashJson([experiment.spec, experiment.instruments]);
  for (const id of listWalkForwards(database)) {
    const document = readWalkForward(database, id);
    if (document === undefined) continue;
    const result = JSON.parse(document) as WalkForwardResult;
    if (hashJson([result.experiment.spec, result.experiment.instruments]) === wanted) return result;
  }
  return null;
}
