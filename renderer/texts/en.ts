import { alerts } from './en/alerts.ts';
import { backtests } from './en/backtests.ts';
import { common } from './en/common.ts';
import { data } from './en/data.ts';
import { forecast } from './en/forecast.ts';
import { imports } from './en/imports.ts';
import { instrument } from './en/instrument.ts';
import { models } from './en/models.ts';
import { reports } from './en/reports.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { start } from './en/start.ts';
import { training } from './en/training.ts';
import { watchlists } from './en/watchlists.ts';

/** One file a view or subject; a text with a count has the forms of its language between bars: "one | many". */
export const en = {
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

/** What every other language must have as well. */
export type Texts = typeof en;
