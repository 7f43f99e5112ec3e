import { eventIterator, oc, type } from '@orpc/contract';
import type { ChangeKind } from '../change.ts';

export const workspaceContract = {
  /**
   * What has changed, as it changes, whoever changed it: another window, a job, an import. A listener who comes back
   * after an interruption loads everything again.
   */
  watch: oc.output(eventIterator(type<ChangeKind>())),
};
