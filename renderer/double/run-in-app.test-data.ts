import { createPinia, type Pinia } from 'pinia';
import { createApp } from 'vue';
import type { Host } from '../host.ts';
import { hostKey } from '../use-host.ts';

/** What stores need of an app, without a page: a host and a pinia. Calls `use` as the app would. */
export function runInApp<T>(host: Host, use: () => T): T {
  const app = createApp({});
  const pinia: Pinia = createPinia();
  app.provide(hostKey, host);
  app.use(pinia);
  return app.runWithContext(use);
}

/** Events that come when they are pushed. */
export function createFeed<Event>(): { push: (event: Event) => void; events: () => AsyncGenerator<Event, void, void> } {
  const waiting: Event[] = [];
  let wake = (): void => undefined;
  return {
    push(event) {
      waiting.push(event);
      wake();
    },
    async *events() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift()!;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
