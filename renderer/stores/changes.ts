import { defineStore } from 'pinia';
import { reactive, watch } from 'vue';
import { changeKinds, type ChangeKind } from '#contract/change.ts';
import { isCancelled } from '../show-error.ts';
import { useHost } from '../use-host.ts';
import { useConnection } from './connection.ts';
import { useToasts } from './toasts.ts';

/** Counts what changes in the workspace, whoever changed it: to be watched by those that show it. */
export const useChanges = defineStore('changes', () => {
  const { engine } = useHost();
  const connection = useConnection();
  const toasts = useToasts();
  const counts = reactive(Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>);

  async function listen(): Promise<void> {
    try {
      for await (const kind of await engine.workspace.watch()) counts[kind]++;
    } catch (error) {
      // A connection that is lost says so by itself, and this begins again when it is back.
      if (connection.state === 'open' && !isCancelled(error)) toasts.fail(error);
    }
  }
  watch(
    () => connection.state,
    (state) => {
      if (state === 'open') void listen();
    },
    { immediate: true },
  );
  /** A source for useLoaded. */
  function of(kind: ChangeKind): () => number {
    return () => counts[kind];
  }
  return { of };
});
