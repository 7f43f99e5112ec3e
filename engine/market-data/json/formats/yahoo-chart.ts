import { AppError } from '#contract/errors.ts';
import type { PriceRowSink } from '../../price-row-sink.ts';
import { createZone, isTimeZone } from '../../time/time-zone.ts';
import { addPriceRow } from '../add-price-row.ts';
import { answerSymbol } from '../answer-symbol.ts';
import { severalInstruments } from '../json-errors.ts';
import { asList, asNumber, asObject, asText, showValue } from '../json-values.ts';

const DAY = 86_400_000;

/**
 * Yahoo's chart answer: columns of prices that are adjusted for splits, an adjusted close for daily bars, dividends
 * and splits as events by their time. A null is a bar that Yahoo does not have. Pence are written GBp. Returns false
 * where the answer is none of Yahoo's. Errors: import/provider-error, import/several-instruments.
 */
export function readYahooChart(answer: unknown, sink: PriceRowSink, label: string): boolean {
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
  const results = asList(chart.result);
  if (results.length > 1) {
    const [first, second] = results.map((each) => showValue(asObject(asObject(each)?.meta)?.symbol));
    throw severalInstruments(label, `it holds ${results.length} charts, of ${first!} and of ${second!}`);
  }
  const indicators = asObject(result.indicators) ?? {};
  const quote = asObject(asList(indicators.quote)[0]) ?? {};
  const adjusted = asList(asObject(asList(indicators.adjclose)[0])?.adjclose);
  const hasAdjustedClose = adjusted.length === times.length && adjusted.some((value) => value !== null);
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
  const granularity = asText(meta.dataGranularity) ?? '';
  const isDaily = /^\d+(d|wk|mo)$/.test(granularity);
  const zoneName = asText(meta.exchangeTimezoneName);
  const zone = zoneName !== null && isTimeZone(zoneName) ? createZone(zoneName) : null;
  const gmtOffset = Number.isNaN(asNumber(meta.gmtoffset)) ? 0 : asNumber(meta.gmtoffset) * 1000;
  const printedOf = (seconds: number): number => {
    const time = seconds * 1000;
    return isDaily ? Math.floor((zone?.toPrinted(time) ?? time + gmtOffset) / DAY) * DAY : time;
  };
  const printed = times.map((time) => printedOf(asNumber(time)));
  // An event belongs to the bar of its day, or to the next one; to the week or month that it lies in.
  const barOf = (at: number): number =>
    /wk|mo/.test(granularity) ? printed.findLastIndex((time) => time <= at) : printed.findIndex((time) => time >= at);
  const events = readEvents(asObject(result.events), (seconds) => barOf(printedOf(seconds)));
  sink.begin({
    formatId: 'yahoo-chart',
    symbol: answerSymbol(meta.symbol),
    // GBX is what terminals call the pence that Yahoo calls GBp.
    currency: currency === 'GBp' ? 'GBX' : currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : 'XXX',
    timeZone: zone?.name ?? null,
    stamps: 'open',
    adjustment: 'split-adjusted-by-provider',
    hasAdjustedClose,
    hasActions: events.size > 0,
    volumeIsSplitAdjusted: true,
  });
  printed.forEach((time, i) => {
    if (Number.isNaN(time)) {
      sink.refuse(i + 1, `the time ${showValue(times[i])} is none`);
      return;
    }
    const event = events.get(i);
    addPriceRow(
      sink,
      i + 1,
      { printed: time, offsetMs: isDaily ? Number.NaN : 0 },
      open[i],
      high[i],
      low[i],
      close[i],
      volume[i],
      hasAdjustedClose ? adjusted[i] : Number.NaN,
      event?.dividend ?? 0,
      event?.split ?? 1,
    );
  });
  return true;
}

/** Dividends and splits by the index of their bar; two splits or dividends at one bar add up. */
function readEvents(
  events: Readonly<Record<string, unknown>> | null,
  barOf: (seconds: number) => number,
): Map<number, { dividend: number; split: number }> {
  const byBar = new Map<number, { dividend: number; split: number }>();
  const eventAt = (date: unknown): { dividend: number; split: number } => {
    const bar = barOf(asNumber(date));
    const event = byBar.get(bar) ?? { dividend: 0, split: 1 };
    byBar.set(bar, event);
    return event;
  };
  for (const value of Object.values(asObject(events?.dividends) ?? {})) {
    const { date, amount } = asObject(value) ?? {};
    eventAt(date).dividend += asNumber(amount);
  }
  for (const value of Object.values(asObject(events?.splits) ?? {})) {
    const { date, numerator, denominator } = asObject(value) ?? {};
    eventAt(date).split *= asNumber(numerator) / asNumber(denominator);
  }
  return byBar;
}
