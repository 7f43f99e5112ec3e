import type { IndicatorKind } from '#contract/chart-data.ts';
import { atr } from './atr.ts';
import { bollinger } from './bollinger.ts';
import { ema } from './ema.ts';
import type { Indicator } from './indicator.ts';
import { macd } from './macd.ts';
import { rsi } from './rsi.ts';
import { sma } from './sma.ts';

export const indicators: Readonly<Record<IndicatorKind, Indicator>> = { sma, ema, bollinger, rsi, macd, atr };
