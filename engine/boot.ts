import { createRouterClient, type RouterClient } from '@orpc/server';
import type { AlertEvent } from '#contract/alert.ts';
import type { ChangeKind } from '#contract/change.ts';
import { alertsApi } from './alerts/api.ts';
import { evaluateAlerts } from './alerts/evaluate-alerts.ts';
import type { EngineContext } from './engine.ts';
import type { Wire } from '#contract/wire/wire.ts';
import { backtestsApi } from './backtest/api.ts';
import { createDataReader } from './charts/read-data.ts';
import { systemApi } from './doctor/api.ts';
import { scoredForecastsApi } from './evaluation/api.ts';
import { experimentsApi, runsApi } from './experiments/api.ts';
import { featuresApi } from './features/api.ts';
import { forecastsApi } from './forecast/api.ts';
import { chooseProvidersIn } from './inference/choose-provider.ts';
import { jobsApi } from './jobs/api.ts';
import { createJobDoer } from './jobs/do-job.ts';
import { createJobQueue } from './jobs/job-queue.ts';
import { systemClock, type Clock } from './kernel/clock.ts';
import { createTopic } from './kernel/topic.ts';
import { modelsApi } from './library/api.ts';
import { logBug } from './kernel/log-bug.ts';
import { marketDataApi } from './market-data/api.ts';
import { specsApi } from './models/api.ts';
import { reportsApi } from './reports/api.ts';
import { createWireServer } from './serving/serve-wire.ts';
import { readSettings } from './settings/settings.ts';
import { settingsApi } from './settings/api.ts';
import { openStore } from './store/open-store.ts';
import { watchlistsApi } from './watchlists/api.ts';
import { workspaceApi } from './workspace/api.ts';

const router = {
  marketData: marketDataApi,
  features: featuresApi,
  specs: specsApi,
  experiments: experimentsApi,
  runs: runsApi,
  models: modelsApi,
  forecasts: { ...forecastsApi, ...scoredForecastsApi },
  backtests: backtestsApi,
  reports: reportsApi,
  system: systemApi,
  watchlists: watchlistsApi,
  alerts: alertsApi,
  jobs: jobsApi,
  settings: settingsApi,
  workspace: workspaceApi,
};

export type EngineClient = RouterClient<typeof router>;

export interface Engine {
  /** The typed API of contract/api, in this process. */
  readonly client: EngineClient;
  readonly workspaceFolder: string;
  /** Serves the same API to a client at the other end of a wire. */
  serve(wire: Wire): void;
  /**
   * Columns for charts (contract/columns.ts) at a path such as `/data/bars`; contract/chart-data.ts says which there
   * are. A host that answers HTTP gives an error the status of `statusOf` in contract/errors.ts. Errors: data/…,
   * input/invalid, store/….
   */
  readData(path: string, query: URLSearchParams): Promise<Uint8Array>;
  close(): void;
}

export interface EngineOptions {
  readonly workspaceFolder: string;
  readonly clock?: Clock;
  /** Whether this engine works on the queue of jobs; one that lives no longer than a command should not. */
  readonly worksOnJobs?: boolean;
}

/** Starts the engine on a workspace folder. Errors: store/… */
export function bootEngine(options: EngineOptions): Engine {
  const clock = options.clock ?? systemClock;
  const changes = createTopic<ChangeKind>();

  function open() {
    const store = openStore(options.workspaceFolder, clock);
    let { computeDevice } = readSettings(store.database);
    changes.listen((kind) => {
      if (kind === 'settings' && store.database.read.open) ({ computeDevice } = readSettings(store.database));
    });
    // Networks may outlive the store that they came from, so what is asked for is kept beside it.
    chooseProvidersIn(store.folder, () => computeDevice);
    const jobs = createJobQueue(store, clock, changes, () => readSettings(store.database).jobsAtOnce);
    return { store, jobs, readData: createDataReader(store.database) };
  }
  let opened = open();
  const close = (): void => {
    opened.jobs.stop();
    opened.store.close();
  };
  const alertEvents = createTopic<AlertEvent>();
  const context: EngineContext = {
    clock,
    changes,
    alertEvents,
    startedAt: clock.now(),
    get store() {
      return opened.store;
    },
    get jobs() {
      return opened.jobs;
    },
    withClosedStore(work) {
      close();
      try {
        return work();
      } finally {
        opened = open();
        startJobs();
      }
    },
  };
  const client = createRouterClient(router, { context });
  function startJobs(): void {
    if (options.worksOnJobs) opened.jobs.start(createJobDoer(client, clock));
  }
  changes.listen((kind) => {
    // Verbs that bring bars or forecasts end with 'alerts'; see contract/change.ts.
    if (kind !== 'alerts') return;
    for (const event of evaluateAlerts(context.store.database, clock)) alertEvents.publish(event);
  });
  startJobs();
  return {
    client,
    workspaceFolder: opened.store.folder,
    serve: createWireServer(router, context, { logBug }),
    readData: (path, query) =>
      new Promise((resolve) => {
        resolve(opened.readData(path, query));
      }),
    close,
  };
}

// What works without a workspace, or on one that cannot be opened: no engine is booted for these.
export { listPresets, loadPreset } from './models/parse-spec.ts';
export { backUp, type BackupInfo } from './store/backup.ts';
export { restoreWorkspace } from './store/restore.ts';
export { salvage, type SalvageReport } from './store/salvage.ts';
export { findWorkspaceFolder } from './store/workspace-folder.ts';
export { almanacVersion } from './kernel/version.ts';
export { writeTextBlock } from './reports/text-block.ts';
