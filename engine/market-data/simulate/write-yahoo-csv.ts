import { formatDay } from '../../kernel/format-day.ts';
import type { SimulatedInstrument } from './simulated-instrument.ts';

/** The instrument as a file in Yahoo's format with a Sentiment column, so that the demo runs through the real import. */
export function writeYahooCsv({ bars, sentiment }: SimulatedInstrument): string {
  const lines = ['Date,Open,High,Low,Close,Adj Close,Volume,Sentiment'];
  for (let t = 0; t < bars.time.length; t++) {
    const prices = [bars.open, bars.high, bars.low, bars.close, bars.close].map((column) => column[t]!.toFixed(2));
    lines.push([formatDay(bars.time[t]!), ...prices, bars.volume[t]!, sentiment.value[t]!].join(','));
  }
  return `${lines.join('\n')}\n`;
}
