import { defineStore } from 'pinia';
import { ref } from 'vue';
import { useHost } from '../use-host.ts';

/** Whether the engine can be reached now. */
export const useConnection = defineStore('connection', () => {
  const { connection } = useHost();
  const state = ref(connection.state);
  /** Counts how often the engine came back: what was loaded before may be out of date. */
  const returns = ref(0);
  connection.subscribe((next) => {
    if (next === 'open' && state.value === 'lost') returns.value++;
    state.value = next;
  });
  return { state, returns };
});
