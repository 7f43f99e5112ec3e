import { createApp } from 'vue';
import App from './App.vue';
import type { Host } from './host.ts';

/** Puts the app into the element `#app` of the page, on top of the host that the entry file made. */
export function startApp(host: Host): void {
  const app = createApp(App, { connection: host.connection });
  app.mount('#app');
}
