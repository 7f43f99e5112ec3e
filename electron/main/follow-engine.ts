import { Notification } from 'electron';
import type { connectEngine } from '#contract/wire/connect.ts';
import { AppError } from '#contract/errors.ts';
import type { Settings } from '#contract/settings.ts';
import { describeAlert } from './describe-alert.ts';

type EngineClient = ReturnType<typeof connectEngine>['client'];

export interface FollowOptions {
  readonly keepAwake: (isWorking: boolean) => void;
  readonly go: (route: string) => void;
  readonly logBug: (error: unknown) => void;
  readonly locale: string;
}

/**
 * Shows alerts as notifications of the system, and keeps the machine awake while jobs run, where the settings say so, for as
 * long as the engine is kept.
 */
export function followEngine(client: EngineClient, { keepAwake, go, logBug, locale }: FollowOptions): void {
  let wishes: Pick<Settings, 'notifications' | 'keepAwake'> = { notifications: true, keepAwake: true };
  let isWorking = false;
  const applyKeepAwake = (): void => {
    keepAwake(isWorking && wishes.keepAwake);
  };
  const watchSettings = async (): Promise<void> => {
    for await (const settings of await client.settings.watch()) {
      wishes = settings;
      applyKeepAwake();
    }
  };
  const showAlerts = async (): Promise<void> => {
    for await (const event of await client.alerts.watch()) {
      if (!wishes.notifications) continue;
      const notification = new Notification({ title: event.symbol, body: describeAlert(event.occurrence, locale) });
      notification.on('click', () => {
        go(`/instrument/${encodeURIComponent(event.symbol)}`);
      });
      notification.show();
    }
  };
  const watchJobs = async (): Promise<void> => {
    for await (const jobs of await client.jobs.watch({ ended: 0 })) {
      isWorking = jobs.some(({ status }) => status === 'running');
      applyKeepAwake();
    }
  };
  for (const follow of [watchSettings, showAlerts, watchJobs]) {
    follow().catch((error: unknown) => {
      // The connection ends when the application does.
      if (!(error instanceof AppError)) logBug(error);
    });
  }
}
