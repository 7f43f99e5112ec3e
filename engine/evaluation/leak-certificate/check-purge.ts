import { encodeLabel, longestHorizon } from '../../features/label.ts';
import { partNames } from '../../features/split.ts';
import { firstRows, type Subject } from './subject.ts';
import type { Tally } from './tally.ts';

/**
 * Looks at every sample of every part of the dataset that was trained: whether its bar belongs to the part, whether its
 * outcome is known before the next part begins, whether the label is that outcome and no later one, and whether its
 * window ends on its bar. Labels are computed from the closes again.
 */
export function checkPurge({ dataset, model }: Pick<Subject, 'dataset' | 'model'>, tally: Tally): void {
  const { instruments, parts, split } = dataset;
  const { label } = model.experiment.spec;
  const longest = longestHorizon(label);
  const rowStarts = firstRows(dataset);

  partNames.forEach((name, p) => {
    const { origins, outcomesUntil, windows } = parts[name];
    const next = partNames[p + 1];
    const border = next === undefined ? Infinity : split[next].from;
    const cut = next === undefined ? split[name].to : border;
    const found = (what: string, symbol: string | null, bar: number): void => {
      tally.report({
        stage: 'purge',
        symbol,
        what: `${what} of the ${name} part`,
        how: 'as built',
        cut,
        bar,
      });
    };
    origins.bar.forEach((bar, sample) => {
      const place = origins.instrument[sample]!;
      const { input, labels } = instruments[place]!;
      const { time, close } = input.bars;
      const outcome = time[bar + longest] ?? Infinity;
      const at = time[bar]!;
      if (at < split[name].from || at > split[name].to) found('a window', input.symbol, at);
      // The last part has no next one, and its outcomes are those that there are.
      if (outcome >= border || outcome > outcomesUntil) {
        found('a label', input.symbol, Math.min(outcome, time.at(-1)!));
      }
      if (windows.ends[sample] !== rowStarts[place]! + bar) {
        found('the last bar of a window', input.symbol, time[windows.ends[sample]! - rowStarts[place]!] ?? at);
      }
      label.horizons.forEach((horizonBars, h) => {
        const logReturn = Math.log(close[bar + horizonBars]! / close[bar]!);
        const expected = encodeLabel(label, logReturn, labels.horizons[h]!.scale[bar]!);
        if (!Object.is(windows.labels[sample * windows.horizons + h], Math.fround(expected))) {
          found(`a label over ${horizonBars} bars`, input.symbol, at);
        }
      });
    });
    if (!(split[name].from <= split[name].to && split[name].to < border)) found('the end', null, split[name].to);
    tally.count('purge', 1 + origins.bar.length * (3 + label.horizons.length));
  });
}
