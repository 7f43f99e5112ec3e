import type { Baseline } from './baseline.ts';

/** Markets drift up over the years; a model that only learnt this has learnt nothing more than this line. */
export const alwaysUp: Baseline = { name: 'always-up', predictUp: () => true };
