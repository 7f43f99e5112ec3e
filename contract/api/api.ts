import { alertsContract } from './alerts.ts';
import { backtestsContract } from './backtests.ts';
import { experimentsContract } from './experiments.ts';
import { featuresContract } from './features.ts';
import { forecastsContract } from './forecasts.ts';
import { jobsContract } from './jobs.ts';
import { marketDataContract } from './market-data.ts';
import { modelsContract } from './models.ts';
import { reportsContract } from './reports.ts';
import { runsContract } from './runs.ts';
import { settingsContract } from './settings.ts';
import { specsContract } from './specs.ts';
import { systemContract } from './system.ts';
import { watchlistsContract } from './watchlists.ts';
import { workspaceContract } from './workspace.ts';

/** The typed API between the engine and its hosts: `domain.verb`. */
export const apiContract = {
  marketData: marketDataContract,
  features: featuresContract,
  specs: specsContract,
  experiments: experimentsContract,
  runs: runsContract,
  models: modelsContract,
  forecasts: forecastsContract,
  backtests: backtestsContract,
  reports: reportsContract,
  system: systemContract,
  watchlists: watchlistsContract,
  alerts: alertsContract,
  jobs: jobsContract,
  settings: settingsContract,
  workspace: workspaceContract,
};
