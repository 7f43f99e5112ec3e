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
