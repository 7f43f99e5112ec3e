import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';

/** Follows a value once it has stayed the same for a while, so that typing asks for nothing at each key. */
export function useSettled<T>(source: () => T, quietMs: number): Readonly<Ref<T>> {
  const settled = shallowRef(source());
  let waiting: ReturnType<typeof setTimeout> | undefined;
  watch(source, (value) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (settled.value = value), quietMs);
  });
  onScopeDispose(() => {
    clearTimeout(waiting);
  });
  return settled;
}
