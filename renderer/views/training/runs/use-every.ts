import { onScopeDispose } from 'vue';

/** Does something again and again while the page is in sight and the component is there. */
export function useEvery(ms: number, run: () => void): void {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') run();
  }, ms);
  onScopeDispose(() => {
    clearInterval(timer);
  });
}
