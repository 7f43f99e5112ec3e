import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import './design/base.css';
import './design/tokens.css';
import type { Host } from './host.ts';
import { createTexts } from './i18n.ts';
import { createViewRouter } from './router.ts';
import { useInstruments } from './stores/instruments.ts';
import { usePreferences } from './stores/preferences.ts';
import { useSettings } from './stores/settings.ts';
import { useToasts } from './stores/toasts.ts';
import { hostKey } from './use-host.ts';

/** A first window waits this long for the engine to say how it should look, lest its colours change while it appears. */
const LONGEST_WAIT_MS = 400;

/** Puts the app into the element `#app` of the page, on top of the host that the entry file made. */
export function startApp(host: Host): void {
  const app = createApp(App);
  app.provide(hostKey, host);
  app.use(createPinia());
  const preferences = usePreferences();
  app.use(createTexts(preferences));
  app.use(
    createViewRouter(async () => {
      const instruments = useInstruments();
      if (!instruments.isKnown) await instruments.reload();
      return instruments.isKnown && instruments.all.length === 0 ? '/start' : '/watchlists';
    }),
  );
  app.config.errorHandler = (error) => {
    useToasts().fail(error);
  };
  const mount = (): void => void app.mount('#app');
  if (preferences.isKept) mount();
  else
    void Promise.race([useSettings().known, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]).then(
      mount,
    );
}
