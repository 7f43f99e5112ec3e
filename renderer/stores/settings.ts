import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { AppError } from '#contract/errors.ts';
import type { Settings, SettingsChange } from '#contract/settings.ts';
import { isCancelled } from '../show-error.ts';
import { useHost } from '../use-host.ts';
import { useConnection } from './connection.ts';
import { useToasts } from './toasts.ts';

/**
 * What the user has chosen, as the engine keeps it, so that every window agrees. A choice is in force at once; what could
 * not be sent, because the engine was away, is sent when it is back.
 */
export const useSettings = defineStore('settings', () => {
  const { engine } = useHost();
  const connection = useConnection();
  const toasts = useToasts();
  /** Null until the engine has told. */
  const kept = shallowRef<Settings | null>(null);
  const unsent = ref<SettingsChange>({});
  /** As far as is known: what the engine has told, and what was chosen here since. */
  const chosen = computed<SettingsChange>(() => ({ ...kept.value, ...unsent.value }));
  const all = computed(() => (kept.value === null ? null : (chosen.value as Settings)));

  let tellKnown = (): void => undefined;
  /** Resolves when the engine has told for the first time. */
  const known = new Promise<void>((resolve) => (tellKnown = resolve));

  async function listen(): Promise<void> {
    try {
      for await (const settings of await engine.settings.watch()) {
        kept.value = settings;
        tellKnown();
      }
    } catch (error) {
      // A lost connection says so by itself, and this begins again when it is back.
      if (connection.state === 'open' && !isCancelled(error)) toasts.fail(error);
    }
  }

  async function send(): Promise<void> {
    const sent = unsent.value;
    if (Object.keys(sent).length === 0) return;
    try {
      kept.value = await engine.settings.set(sent);
      forget(sent);
    } catch (error) {
      if (error instanceof AppError && error.code.startsWith('connection/')) return;
      // What the engine does not take is not in force.
      forget(sent);
      toasts.fail(error);
    }
  }
  /** Those that were chosen anew meanwhile are still to be sent. */
  function forget(sent: SettingsChange): void {
    unsent.value = Object.fromEntries(
      Object.entries(unsent.value).filter(([name, value]) => sent[name as keyof Settings] !== value),
    );
  }
  watch(
    () => connection.state,
    (state) => {
      if (state !== 'open') return;
      void listen();
      void send();
    },
    { immediate: true },
  );

  function set(change: SettingsChange): void {
    unsent.value = { ...unsent.value, ...change };
    void send();
  }
  return { all, chosen, known, set };
});
