import { watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { useAlertWords } from '../formats/use-alert-words.ts';
import { useAlerts } from '../stores/alerts.ts';
import { useSettings } from '../stores/settings.ts';
import { useToasts } from '../stores/toasts.ts';
import { useHost } from '../use-host.ts';

/** Tells of alerts as they come: by a note in the window, and by the system where the user is not looking at it. */
export function useAlertTelling(): void {
  const { t } = useI18n();
  const router = useRouter();
  const { shell } = useHost();
  const alerts = useAlerts();
  const settings = useSettings();
  const toasts = useToasts();
  const words = useAlertWords();
  watch(
    () => alerts.latest,
    (event) => {
      if (event === null) return;
      const route = `/instrument/${encodeURIComponent(event.symbol)}`;
      const body = words.value.occurrence(event.occurrence);
      toasts.tell(`${event.symbol}: ${body}`, { text: t('alerts.look'), run: () => void router.push(route) });
      const tells = settings.all?.notifications === true && shell.can.notify && !shell.can.announceAlerts;
      if (tells && document.hidden) shell.notify({ title: event.symbol, body, route }).catch(toasts.fail);
    },
    // Several may come at once.
    { flush: 'sync' },
  );
}
