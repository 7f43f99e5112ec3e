import { defineStore } from 'pinia';
import { ref } from 'vue';
import { isCancelled, showError, type ShownError } from '../show-error.ts';

export interface ToastAction {
  readonly text: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly error: ShownError | null;
  readonly action: ToastAction | null;
}

/** Errors stay until they are closed; the rest has been read after this. */
const SHOWN_MS = 6000;
const MOST = 5;

/** Short notes at the edge of the window: what was done, with a way back, and what went wrong. */
export const useToasts = defineStore('toasts', () => {
  const toasts = ref<Toast[]>([]);
  let last = 0;

  function close(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id);
  }
  function push(toast: Omit<Toast, 'id'>): number {
    const id = ++last;
    toasts.value = [...toasts.value, { ...toast, id }].slice(-MOST);
    return id;
  }
  function tell(text: string, action: ToastAction | null = null): void {
    const id = push({ text, error: null, action });
    setTimeout(() => {
      close(id);
    }, SHOWN_MS);
  }
  /** Shows what went wrong; something that was cancelled is no error. The same error is shown once. */
  function fail(error: unknown): void {
    if (isCancelled(error)) return;
    const shown = showError(error);
    toasts.value = toasts.value.filter((toast) => toast.error?.message !== shown.message);
    push({ text: shown.message, error: shown, action: null });
  }
  return { toasts, tell, fail, close };
});
