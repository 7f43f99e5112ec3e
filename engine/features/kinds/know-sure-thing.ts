import type { FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';
import { createRoc } from '../measures/rate-of-change.ts';

/** Pring's daily spans: bars of the rate of change, and bars that it is averaged over. It counts 1, 2, 3, 4 times. */
const SPANS = [
  { rateBars: 10, smoothBars: 10 },
  { rateBars: 15, smoothBars: 10 },
  { rateBars: 20, smoothBars: 10 },
  { rateBars: 30, smoothBars: 15 },
] as const;
const SIGNAL_BARS = 9;

/**
 * Know sure thing (Pring 1992): four rates of change of the close, each averaged, weighted 1 to 4 from the shortest to
 * the longest (line), and the average of that over 9 bars (signal). Simple averages.
 * Unit: percent, of all ten weights together. Warm-up: 30 + 14 + 8 = 52 bars.
 */
export const knowSureThingFeature: FeatureKind = {
  kind: 'know-sure-thing',
  group: 'momentum',
  parameters: {},
  columns: ['line', 'signal'],
  needs: 'close',
  warmupBars: () => 52,
  open: () => {
    const rates = SPANS.map(({ rateBars }) => createRoc(rateBars));
    const averages = SPANS.map(({ smoothBars }) => createSma(smoothBars));
    const signal = createSma(SIGNAL_BARS);
    return ({ close }, out) => {
      let line = 0;
      for (let i = 0; i < SPANS.length; i++) line += (i + 1) * averages[i]!.push(rates[i]!.push(close));
      out[0] = line;
      out[1] = signal.push(line);
    };
  },
};
