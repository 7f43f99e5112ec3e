import { alwaysDown } from './always-down.ts';
import { alwaysUp } from './always-up.ts';
import type { Baseline } from './baseline.ts';
import { majority } from './majority.ts';
import { momentum } from './momentum.ts';
import { persistence } from './persistence.ts';
import { reversal } from './reversal.ts';

/** All direction baselines, in the order in which they are shown. */
export const baselines: readonly Baseline[] = [alwaysUp, alwaysDown, majority, persistence, momentum, reversal];
