import { AppError } from '#contract/errors.ts';
import type { PriceRowSink } from '../../price-row-sink.ts';
import { asList, asNumber, asObject, asText } from '../json-values.ts';

const DAY_SECONDS = 86_400;

/**
 * Yahoo's chart answer: columns of prices that are adjusted for splits, an adjusted close for daily bars, dividends
 * and splits as events by their time. A null is a bar that Yahoo does not have. Pence are written GBp. Returns false
 * where the answer is none of Yahoo's. Errors: import/provider-error.
 */
export function readYahooChart(answer: unknown, label: string, sink: PriceRowSink): boolean {
  const chart = asObject(asObject(answer)?.chart);
  if (chart === null) return false;
  const result = asObject(asList(chart.result)[0]);
  const times = asList(result?.timestamp);
  if (result === null || times.length === 0) {
    const reason = asText(asObject(chart.error)?.description) ?? 'it holds no bars';
    throw new AppError(
      'import/provider-error',
      `${label} is an answer of Yahoo without prices: ${reason}.`,
      'Ask for another period or symbol.',
    );
  }
  const meta = asObject(result.meta) ?? {};
  const indicators = asObject(result.indicators) ?? {};
  const quote = asObject(asList(indicators.quote)[0]) ?? {};
  const adjusted = asList(asObject(asList(indicators.adjclose)[0])?.adjclose);
  const events = readEvents(asObject(result.events));
  const column = (name: string): readonly unknown[] => asList(quote[name]);
  const [open, high, low, close, volume] = ['open', 'high', 'low', 'close', 'volume'].map(column) as [
    readonly unknown[],
    readonly unknown[],
    readonly unknown[],
    readonly unknown[],
    readonly unknown[],
  ];
  const currency = asText(meta.currency);
  // A bar of a day or longer is stamped with the opening of a session; its day is the one on the exchange's clock.
  const isDaily = /^\d+(d|wk|mo)$/.test(asText(meta.dataGranularity) ?? '');
  const gmtOffset = Number.isNaN(asNumber(meta.gmtoffset)) ? 0 : asNumber(meta.gmtoffset);
  sink.begin({
    formatId: 'yahoo-chart',
    symbol: asText(meta.symbol),
    // GBX is what terminals call the pence that Yahoo calls GBp.
    currency: currency === 'GBp' ? 'GBX' : currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : 'XXX',
    timeZone: asText(meta.exchangeTimezoneName),
    stamps: 'open',
    adjustment: 'split-adjusted-by-provider',
    hasVolume: volume.length > 0,
    hasAdjustedClose: adjusted.length === times.length,
    hasActions: events.size > 0,
    volumeIsSplitAdjusted: true,
  });
  times.forEach((time, i) => {
    const seconds = asNumber(time);
    const row = i + 1;
    if (close[i] === null || close[i] === undefined) {
      sink.refuse(row, 'the close is missing');
      return;
    }
    const event = events.get(seconds);
    sink.add(
      row,
      isDaily ? Math.floor((seconds + gmtOffset) / DAY_SECONDS) * DAY_SECONDS * 1000 : seconds * 1000,
      isDaily ? Number.NaN : 0,
      asNumber(open[i]),
      asNumber(high[i]),
      asNumber(low[i]),
      asNumber(close[i]),
      asNumber(volume[i]),
      adjusted.length === times.length ? asNumber(adjusted[i]) : Number.NaN,
      event?.dividend ?? 0,
      event?.split ?? 1,
    );
  });
  return true;
}

function readEvents(
  events: Readonly<Record<string, unknown>> | null,
): Map<number, { dividend: number; split: number }> {
  const byTime = new Map<number, { dividend: number; split: number }>();
  for (const value of Object.values(asObject(events?.dividends) ?? {})) {
    const { date, amount } = asObject(value) ?? {};
    byTime.set(asNumber(date), { dividend: asNumber(amount), split: 1 });
  }
  for (const value of Object.values(asObject(events?.splits) ?? {})) {
    const { date, numerator, denominator } = asObject(value) ?? {};
    const at = asNumber(date);
    byTime.set(at, { dividend: byTime.get(at)?.dividend ?? 0, split: asNumber(numerator) / asNumber(denominator) });
  }
  return byTime;
}
