import type { Texts } from './en.ts';
import { alerts } from './pl/alerts.ts';
import { backtests } from './pl/backtests.ts';
import { common } from './pl/common.ts';
import { data } from './pl/data.ts';
import { forecast } from './pl/forecast.ts';
import { imports } from './pl/imports.ts';
import { instrument } from './pl/instrument.ts';
import { models } from './pl/models.ts';
import { reports } from './pl/reports.ts';
import { settings } from './pl/settings.ts';
import { shell } from './pl/shell.ts';
import { start } from './pl/start.ts';
import { training } from './pl/training.ts';
import { watchlists } from './pl/watchlists.ts';

export const pl: Texts = {
  alerts,
  backtests,
  common,
  data,
  forecast,
  imports,
  instrument,
  models,
  reports,
  settings,
  shell,
  start,
  training,
  watchlists,
};
