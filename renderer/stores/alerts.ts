import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { AlertEvent } from '#contract/alert.ts';
import { isCancelled } from '../show-error.ts';
import { useHost } from '../use-host.ts';
import { useLoaded } from '../use-loaded.ts';
import { useChanges } from './changes.ts';
import { useConnection } from './connection.ts';
import { useToasts } from './toasts.ts';

/** More unread events than this are not counted. */
export const MOST_UNSEEN = 100;

/** What the rules of alerts have told: how much of it is unread, and each event as it happens. */
export const useAlerts = defineStore('alerts', () => {
  const { engine } = useHost();
  const connection = useConnection();
  const changes = useChanges();
  const toasts = useToasts();
  const { data } = useLoaded(
    (signal) => engine.alerts.events({ unseenOnly: true, limit: MOST_UNSEEN }, { signal }),
    [changes.of('alerts')],
  );
  const unseen = computed(() => data.value?.length ?? 0);
  /** The event that came last while one looked on. */
  const latest = shallowRef<AlertEvent | null>(null);

  async function listen(): Promise<void> {
    try {
      for await (const event of await engine.alerts.watch()) latest.value = event;
    } catch (error) {
      // A lost connection says so by itself, and this begins again when it is back.
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
  return { unseen, latest };
});
