/*
 * What every runtime of the contract has, Node and browsers alike, as far as the contract uses it. Only this root reads
 * this file: the others know the whole of their runtime.
 */

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare const AbortController: { new (): AbortController };

/** What setTimeout gives is for clearTimeout alone. */
interface Timer {
  readonly timer: unique symbol;
}
declare function setTimeout(callback: () => void, ms: number): Timer;
declare function clearTimeout(timer: Timer): void;
