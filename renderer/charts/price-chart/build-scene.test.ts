import { describe, expect, it } from 'vitest';
import { inventBars } from '../../double/invent-market.ts';
import { buildScene, type ChartContent, type ChartSize } from './build-scene.ts';
import { joinBars } from '#contract/join-bars.ts';
import { keyOf, type BarBuckets, type IndicatorChoice } from './chart-bars.ts';
import { interpolateBound, type Fan } from './fan.ts';
import { countMarks, noMarks } from './marks.ts';

const bars = inventBars(3, 400);
const sma: IndicatorChoice = { kind: 'sma', params: { bars: 20 } };
const rsi: IndicatorChoice = { kind: 'rsi', params: { bars: 14 } };
const size: ChartSize = { width: 800, height: 600, unit: 1 };

function buckets(barsPerBucket = 1): BarBuckets {
  const joined = joinBars(bars, barsPerBucket, 0, 400);
  const gaps = joined.close.map((close, i) => (i < 20 ? NaN : close));
  return {
    ...joined,
    firstBar: 0,
    barsPerBucket,
    indicators: new Map([
      [keyOf(sma), new Map([['value', gaps]])],
      [keyOf(rsi), new Map([['value', gaps.map(() => 55)]])],
    ]),
  };
}

const last = bars.close[399]!;
const fan: Fan = {
  atBar: 399,
  price: last,
  horizonBars: 10,
  expectedPrice: last * 1.01,
  intervals: [
    { coverage: 0.95, lowPrice: last * 0.5, highPrice: last * 2 },
    { coverage: 0.5, lowPrice: last * 0.97, highPrice: last * 1.04 },
  ],
};

function content(more: Partial<ChartContent> = {}): ChartContent {
  return {
    buckets: buckets(),
    viewport: { first: 300, end: 412 },
    scale: 'linear',
    span: null,
    indicators: [],
    fan: null,
    marks: noMarks,
    futureFrom: null,
    trades: null,
    ...more,
  };
}

describe('a scene', () => {
  it('shows the bars in view, each between its high and its low', () => {
    const { candles, plot, panes } = buildScene(content(), size);
    expect(candles.count).toBe(101);
    for (let i = 0; i < candles.count; i++) {
      expect(candles.high[i]!).toBeLessThanOrEqual(Math.min(candles.open[i]!, candles.close[i]!));
      expect(candles.low[i]!).toBeGreaterThanOrEqual(Math.max(candles.open[i]!, candles.close[i]!));
      expect(candles.high[i]!).toBeGreaterThanOrEqual(plot.top);
      expect(candles.low[i]!).toBeLessThanOrEqual(panes[0]!.bottom);
      expect(candles.isUp[i]).toBe(bars.close[299 + i]! >= bars.open[299 + i]! ? 1 : 0);
    }
  });

  it('has the same places for bars there and back', () => {
    const { xOfBar, barOfX, plot } = buildScene(content(), size);
    expect(xOfBar(300)).toBe(plot.left);
    expect(barOfX(xOfBar(345.5))).toBeCloseTo(345.5, 9);
  });

  it('shows the prices that were chosen by hand, from the foot of the pane to its top', () => {
    const { panes, plot } = buildScene(content({ span: { low: 10, high: 20 }, fan }), size);
    expect(panes[0]!.scale.toY(20)).toBeCloseTo(plot.top, 9);
    expect(panes[0]!.scale.toY(10)).toBeCloseTo(panes[0]!.bottom, 9);
    expect(panes[0]!.ticks.every(({ value }) => value >= 10 && value <= 20)).toBe(true);
    const log = buildScene(content({ span: { low: 10, high: 40 }, scale: 'log' }), size).panes[0]!;
    expect(log.scale.toValue((plot.top + log.bottom) / 2)).toBeCloseTo(20, 9);
  });

  it('makes room for the whole fan, and begins it at the last close', () => {
    const { fan: drawn, panes, xOfBar } = buildScene(content({ fan }), size);
    const { outline } = drawn!.bands[0]!;
    expect(outline[0]).toBeCloseTo(xOfBar(399.5), 3);
    expect(outline[1]).toBeCloseTo(panes[0]!.scale.toY(last), 3);
    for (let i = 1; i < outline.length; i += 2) {
      expect(outline[i]!).toBeGreaterThanOrEqual(panes[0]!.top);
      expect(outline[i]!).toBeLessThanOrEqual(panes[0]!.bottom);
    }
    const narrow = buildScene(content({ fan, viewport: { first: 100, end: 200 } }), size);
    expect(narrow.panes[0]!.scale.high).toBeLessThan(last * 2);
  });

  it('gives an indicator of a pane a pane, and draws an overlay over the candles', () => {
    const { panes } = buildScene(content({ indicators: [sma, rsi] }), size);
    expect(panes.map(({ indicator }) => indicator?.kind ?? 'price')).toEqual(['price', 'rsi']);
    expect(panes[0]!.lines).toHaveLength(1);
    expect(panes[0]!.bottom).toBeLessThanOrEqual(panes[1]!.top);
    expect(panes[1]!.ticks.map(({ value }) => value)).toEqual([30, 70]);
    const { lines } = buildScene(content({ indicators: [sma], viewport: { first: 0, end: 60 } }), size).panes[0]!;
    expect(Number.isNaN(lines[0]!.points[1]!)).toBe(true);
    expect(Number.isNaN(lines[0]!.points[2 * 30 + 1]!)).toBe(false);
  });

  it('marks what was right and wrong: at the candles where there is room, else in the strip alone', () => {
    const marks = { bar: [350, 351, 398], saidUp: [1, 0, 1], outcome: [1, 0, 2] };
    const near = buildScene(content({ marks, viewport: { first: 340, end: 400 } }), size);
    expect(near.marks.map(({ outcome, saidUp }) => `${outcome} ${saidUp ? 'up' : 'down'}`)).toEqual([
      'right up',
      'wrong down',
      'open up',
    ]);
    const far = buildScene(content({ marks, viewport: { first: 0, end: 410 } }), size);
    expect(far.marks).toEqual([]);
    expect(far.strip!.columns.reduce((sum, { right, wrong, open }) => sum + right + wrong + open, 0)).toBe(3);
    expect(buildScene(content(), size).strip).toBeNull();
  });

  it('draws what comes after the moment that is looked at faintly', () => {
    const { candles } = buildScene(content({ futureFrom: 380 }), size);
    expect(299 + candles.futureFrom).toBe(380);
    expect(buildScene(content({ futureFrom: 4 }), size).candles.futureFrom).toBe(0);
  });

  it('is the same picture at twice the pixels', () => {
    const once = buildScene(content({ fan }), size);
    const twice = buildScene(content({ fan }), { width: 1600, height: 1200, unit: 2 });
    expect(twice.candles.close[50]! / 2).toBeCloseTo(once.candles.close[50]!, 2);
    expect(twice.timeTicks.map(({ time }) => time)).toEqual(once.timeTicks.map(({ time }) => time));
  });

  it('of an empty stretch is empty and not broken', () => {
    const empty = new Float64Array();
    const none = {
      time: empty,
      open: empty,
      high: empty,
      low: empty,
      close: empty,
      volume: empty,
      firstBar: 0,
      barsPerBucket: 1,
      indicators: new Map(),
    };
    expect(buildScene(content({ buckets: none }), size)).toMatchObject({
      candles: { count: 0 },
      lastClose: null,
      timeTicks: [],
    });
  });

  it('holds a logarithmic scale above zero', () => {
    const { scale } = buildScene(content({ scale: 'log', fan }), size).panes[0]!;
    expect(scale.kind).toBe('log');
    expect(scale.low).toBeGreaterThan(0);
  });
});

it('a fan begins at the price and ends at its bounds', () => {
  expect(interpolateBound(fan, last * 2, 0)).toBe(last);
  expect(interpolateBound(fan, last * 2, 10)).toBeCloseTo(last * 2, 9);
  // A quarter of the way, half of the width.
  const centre = interpolateBound(fan, fan.expectedPrice, 2.5);
  expect(interpolateBound(fan, last * 2, 2.5) - centre).toBeCloseTo((last * 2 - fan.expectedPrice) / 2, 9);
});

it('counts marks by buckets that do not move with the view', () => {
  const marks = { bar: [7, 8, 9, 15, 16], saidUp: [1, 1, 1, 1, 1], outcome: [1, 0, 1, 2, 1] };
  expect(countMarks(marks, 0, 100, 8)).toEqual([
    { firstBar: 0, right: 1, wrong: 0, open: 0 },
    { firstBar: 8, right: 1, wrong: 1, open: 1 },
    { firstBar: 16, right: 1, wrong: 0, open: 0 },
  ]);
  expect(countMarks(marks, 8, 16, 8)).toEqual([{ firstBar: 8, right: 1, wrong: 1, open: 1 }]);
});

it('joins bars as a candle of several', () => {
  const joined = joinBars(bars, 4, 0, 10);
  expect(joined.time).toHaveLength(3);
  expect(joined.open[1]).toBe(bars.open[4]);
  expect(joined.close[1]).toBe(bars.close[7]);
  expect(joined.high[1]).toBe(Math.max(...bars.high.subarray(4, 8)));
  expect(joined.low[1]).toBe(Math.min(...bars.low.subarray(4, 8)));
  expect(joined.volume[2]).toBe(bars.volume[8]! + bars.volume[9]!);
});
