import { onScopeDispose } from 'vue';

/** Listens for as long as the component is there. */
export function useEventListener<Name extends keyof WindowEventMap>(
  target: Window,
  name: Name,
  listen: (event: WindowEventMap[Name]) => void,
): void {
  target.addEventListener(name, listen);
  onScopeDispose(() => {
    target.removeEventListener(name, listen);
  });
}
