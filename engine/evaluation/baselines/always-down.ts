import type { Baseline } from './baseline.ts';

/** The mirror of always-up: on a slice that fell, a model that only ever says "down" is no better than this line. */
export const alwaysDown: Baseline = { name: 'always-down', predictUp: () => false };
