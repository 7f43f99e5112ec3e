import type { CheckedHistory } from '../checked-history.ts';

/** What one kind of repair made of a history; the same object where there was nothing to repair. */
export interface RepairStep {
  readonly history: CheckedHistory;
  /** Sentences: the day, what was found, what it was changed to. */
  readonly repairs: readonly string[];
}
