import type { Texts } from './en.ts';
import { backtests } from './pl/backtests.ts';
import { common } from './pl/common.ts';
import { forecast } from './pl/forecast.ts';
import { imports } from './pl/imports.ts';
import { instrument } from './pl/instrument.ts';
import { shell } from './pl/shell.ts';
import { start } from './pl/start.ts';
import { watchlists } from './pl/watchlists.ts';

export const pl: Texts = { backtests, common, forecast, imports, instrument, shell, start, watchlists };
