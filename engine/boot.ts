import { createRouterClient, type RouterClient } from '@orpc/server';
import { backtestsApi } from './backtest/api.ts';
import { createDataReader } from './charts/read-data.ts';
import { systemApi } from './doctor/api.ts';
import { scoredForecastsApi } from './evaluation/api.ts';
import { experimentsApi } from './experiments/api.ts';
import { featuresApi } from './features/api.ts';
import { forecastsApi, modelsApi } from './forecast/api.ts';
import { chooseProvidersIn } from './inference/choose-provider.ts';
import { systemClock, type Clock } from './kernel/clock.ts';
import { marketDataApi } from './market-data/api.ts';
import { reportsApi } from './reports/api.ts';
import { openStore } from './store/open-store.ts';

const router = {
  marketData: marketDataApi,
  features: featuresApi,
  experiments: experimentsApi,
  models: modelsApi,
  forecasts: { ...forecastsApi, ...scoredForecastsApi },
  backtests: backtestsApi,
  reports: reportsApi,
  system: systemApi,
};

export type EngineClient = RouterClient<typeof router>;

export interface Engine {
  /** The typed API of contract/api, in this process. */
  readonly client: EngineClient;
  readonly workspaceFolder: string;
  /**
   * Columns for charts (contract/columns.ts) at a path such as `/data/bars`; contract/chart-data.ts says which there
   * are. A host that answers HTTP gives an error the status of `statusOf` in contract/errors.ts. Errors: data/…,
   * input/invalid, store/….
   */
  readData(path: string, query: URLSearchParams): Promise<Uint8Array>;
  close(): void;
}

/** Starts the engine on a workspace folder. Errors: store/… */
export function bootEngine(options: { workspaceFolder: string; clock?: Clock }): Engine {
  const clock = options.clock ?? systemClock;
  const store = openStore(options.workspaceFolder, clock);
  chooseProvidersIn(store.folder);
  const readData = createDataReader(store.database);
  return {
    client: createRouterClient(router, { context: { store, clock } }),
    workspaceFolder: store.folder,
    readData: (path, query) =>
      new Promise((resolve) => {
        resolve(readData(path, query));
      }),
    close() {
      store.close();
    },
  };
}

// What works without a workspace, or on one that cannot be opened: no engine is booted for these.
export { listPresets, loadPreset } from './models/parse-spec.ts';
export { backUp, type BackupInfo } from './store/backup.ts';
export { restoreWorkspace } from './store/restore.ts';
export { salvage, type SalvageReport } from './store/salvage.ts';
export { findWorkspaceFolder } from './store/workspace-folder.ts';
export { almanacVersion } from './kernel/version.ts';
