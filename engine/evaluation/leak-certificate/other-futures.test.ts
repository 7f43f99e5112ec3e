import { expect, it } from 'vitest';
import { inventHistory } from '../../features/invented-history.test-data.ts';
import { alterFuture } from './other-futures.ts';

const history = inventHistory(1, 60);
const CUT = 40;
const columns = ['open', 'high', 'low', 'close', 'volume'] as const;

it('a future that is cut off: the same bars and series up to the cut, and none behind it', () => {
  const [cut] = alterFuture(history, CUT, 1);
  expect(cut).toMatchObject({ how: 'cut off', lastKept: CUT });
  for (const name of ['time', ...columns] as const) {
    expect(cut!.input.bars[name]).toEqual(history.bars[name].slice(0, CUT + 1));
  }
  expect(cut!.input.series!['sentiment']).toEqual(history.series!['sentiment']!.slice(0, CUT + 1));
});

it('a future that is scrambled: the same up to the cut, and other numbers behind it, on the same days', () => {
  const [, scrambled] = alterFuture(history, CUT, 1);
  expect(scrambled).toMatchObject({ how: 'scrambled', lastKept: CUT });
  const { bars, series } = scrambled!.input;
  expect(bars.time).toEqual(history.bars.time);
  const pairs = [
    ...columns.map((name) => [bars[name], history.bars[name]] as const),
    ...Object.keys(history.series!).map((name) => [series![name]!, history.series![name]!] as const),
  ];
  // The news flag among them is 0 on most days, which no factor changes.
  for (const [other, own] of pairs) {
    expect(other.every((value, t) => (value === own[t]) === t <= CUT)).toBe(true);
  }
  expect(alterFuture(history, CUT, 1)[1]).toEqual(scrambled);
  expect(alterFuture(history, CUT, 2)[1]).not.toEqual(scrambled);
});

it('what is missing stays missing, and the history itself stays as it was', () => {
  const gap = Float64Array.from(history.bars.time, (_, t) => (t > 50 ? NaN : 1));
  const copy = structuredClone(history);
  const [, scrambled] = alterFuture({ ...history, series: { gap } }, CUT, 1);
  expect(scrambled!.input.series.gap.slice(51).every(Number.isNaN)).toBe(true);
  expect(history).toEqual(copy);
});
