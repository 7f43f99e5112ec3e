import { indicatorPlaces } from '#contract/chart-data.ts';
import { keyOf, type BarBuckets, type IndicatorChoice, type IndicatorColumns } from './chart-bars.ts';
import { interpolateBound, type Fan } from './fan.ts';
import { countMarks, lowerBound, type MarkColumn, type Marks } from './marks.ts';
import type { PriceSpan } from './price-span.ts';
import { createScale, placeValueTicks, type ValueScale, type ScaleKind } from '../axes/value-scale.ts';
import { placeTimeTicks, type TimeTick } from '../axes/time-ticks.ts';
import { buildTrades, type TradeLine, type TradeMarks } from './trade-marks.ts';
import type { Viewport } from './viewport.ts';

/** All that a picture of the chart is made from. */
export interface ChartContent {
  readonly buckets: BarBuckets;
  readonly viewport: Viewport;
  readonly scale: ScaleKind;
  /** Prices of the price pane that were chosen by hand; null: those in sight. */
  readonly span: PriceSpan | null;
  readonly indicators: readonly IndicatorChoice[];
  readonly fan: Fan | null;
  readonly marks: Marks;
  readonly trades: TradeMarks | null;
  /** Bars from this one on come after the moment that is looked at, and are drawn faintly; null: none. */
  readonly futureFrom: number | null;
}

/** In pixels of the screen; `unit` of them are one pixel of CSS. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
}

export interface Candles {
  readonly count: number;
  /** Width of a body; below 3 a candle is a stroke. */
  readonly bodyWidth: number;
  readonly x: Float32Array;
  readonly open: Float32Array;
  readonly high: Float32Array;
  readonly low: Float32Array;
  readonly close: Float32Array;
  /** Height of its column of volume. */
  readonly volume: Float32Array;
  readonly isUp: Uint8Array;
  /** The first candle that lies behind `futureFrom`; count where there is none. */
  readonly futureFrom: number;
}

export type LineTone = 'series-1' | 'series-2' | 'series-3' | 'series-4' | 'band';

/** x and y in turns; NaN breaks the line. */
export interface Line {
  readonly tone: LineTone;
  readonly points: Float32Array;
}

/** Columns from a base line: x, y in turns. */
export interface Histogram {
  readonly base: number;
  readonly width: number;
  readonly points: Float32Array;
}

/** A closed outline, x and y in turns. */
export interface FanBand {
  readonly coverage: number;
  readonly outline: Float32Array;
}

export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly saidUp: boolean;
  readonly outcome: 'right' | 'wrong' | 'open';
}

export interface Pane {
  readonly top: number;
  readonly bottom: number;
  readonly scale: ValueScale;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly lines: readonly Line[];
  readonly bands: readonly Float32Array[];
  readonly histogram: Histogram | null;
  /** Of a pane with an indicator. */
  readonly indicator: IndicatorChoice | null;
}

export interface MarkStrip {
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly (MarkColumn & { readonly x: number; readonly width: number })[];
}

/** Everything that is to be drawn, in pixels of the screen. */
export interface Scene {
  readonly size: ChartSize;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly candles: Candles;
  /** The first one has the candles. */
  readonly panes: readonly Pane[];
  readonly volumeBase: number;
  readonly fan: { readonly bands: readonly FanBand[]; readonly centre: Float32Array; readonly start: number } | null;
  readonly marks: readonly Mark[];
  readonly trades: readonly TradeLine[];
  readonly strip: MarkStrip | null;
  readonly timeTicks: readonly (TimeTick & { readonly x: number; readonly time: number })[];
  readonly lastClose: { readonly price: number; readonly y: number; readonly isUp: boolean } | null;
  readonly xOfBar: (bar: number) => number;
  readonly barOfX: (x: number) => number;
}

/** In pixels of CSS. */
const AXIS_WIDTH = 68;
const AXIS_HEIGHT = 24;
const PANE_HEIGHT = 76;
const STRIP_HEIGHT = 10;
const GAP = 4;
/** Shares of the price pane: volume at its foot, air above and below the prices. */
const VOLUME_SHARE = 0.15;
const AIR = 0.05;
/** From this many pixels a bar on, marks stand at their candles as well. */
const MARKS_FROM = 7;

const tones = ['series-1', 'series-2', 'series-3', 'series-4'] as const;

/** Lays the picture out and turns prices into places. Pure: the same content and size give the same scene. */
export function buildScene(content: ChartContent, size: ChartSize): Scene {
  const { buckets, viewport, marks } = content;
  const { unit } = size;
  const plot = { left: 0, right: size.width - AXIS_WIDTH * unit, top: 0, bottom: size.height - AXIS_HEIGHT * unit };
  const perBar = (plot.right - plot.left) / (viewport.end - viewport.first);
  const xOfBar = (bar: number): number => plot.left + (bar - viewport.first) * perBar;
  const barOfX = (x: number): number => viewport.first + (x - plot.left) / perBar;
  const { from, to } = findVisible(buckets, viewport);

  const inPanes = content.indicators.filter(({ kind }) => indicatorPlaces[kind] === 'pane');
  const paneHeight = Math.min(PANE_HEIGHT * unit, plot.bottom / (inPanes.length + 2));
  const stripHeight = marks.bar.length > 0 ? STRIP_HEIGHT * unit : 0;
  const priceBottom = plot.bottom - inPanes.length * paneHeight - (stripHeight > 0 ? stripHeight + GAP * unit : 0);
  const overlays = content.indicators.filter(({ kind }) => indicatorPlaces[kind] === 'overlay');

  const range = findPriceRange(content, from, to, overlays);
  const volumeTop = priceBottom - (priceBottom - plot.top) * VOLUME_SHARE;
  const air = (volumeTop - plot.top) * AIR;
  const fitted = createScale(content.scale, range.low, range.high, plot.top + air + 18 * unit, volumeTop - air);
  // The axis reaches over the whole pane, behind the volume as well.
  const { low, high } = content.span ?? { low: fitted.toValue(priceBottom), high: fitted.toValue(plot.top) };
  const scale = createScale(content.span ? content.scale : fitted.kind, low, high, plot.top, priceBottom);
  const safeScale = content.span || scale.low > 0 || scale.kind === 'linear' ? scale : fitted;

  const centreOf = (i: number): number => xOfBar(buckets.firstBar + (i + 0.5) * buckets.barsPerBucket);
  const candles = buildCandles(
    content,
    from,
    to,
    safeScale,
    centreOf,
    perBar * buckets.barsPerBucket,
    priceBottom - volumeTop,
  );
  const overlayParts = overlays.map((choice, i) =>
    buildIndicator(
      choice,
      buckets,
      from,
      to,
      safeScale,
      centreOf,
      tones[i % tones.length]!,
      perBar * buckets.barsPerBucket,
    ),
  );
  const pricePane: Pane = {
    top: plot.top,
    bottom: priceBottom,
    scale: safeScale,
    ticks: placeValueTicks(safeScale, 44 * unit).filter(
      ({ y }) => y > plot.top + 8 * unit && y < priceBottom - 8 * unit,
    ),
    lines: overlayParts.flatMap(({ lines }) => lines),
    bands: overlayParts.flatMap(({ bands }) => bands),
    histogram: null,
    indicator: null,
  };
  const panes = inPanes.map((choice, i): Pane => {
    const top = plot.bottom - (inPanes.length - i) * paneHeight;
    return buildPane(
      choice,
      buckets,
      from,
      to,
      top + GAP * unit,
      top + paneHeight,
      centreOf,
      perBar * buckets.barsPerBucket,
      unit,
    );
  });

  const times = buckets.time.subarray(from, to);
  const timeTicks = placeTimeTicks(
    times,
    (i) => xOfBar(buckets.firstBar + (from + i) * buckets.barsPerBucket),
    64 * unit,
  )
    .map((tick) => ({ ...tick, time: times[tick.index]!, x: centreOf(from + tick.index) }))
    .filter(({ x }) => x > plot.left + 12 * unit && x < plot.right - 12 * unit);

  const last = buckets.close.length - 1;
  return {
    size,
    plot,
    candles,
    panes: [pricePane, ...panes],
    volumeBase: priceBottom,
    fan: content.fan === null ? null : buildFan(content.fan, safeScale, xOfBar),
    marks:
      perBar >= MARKS_FROM * unit && buckets.barsPerBucket === 1
        ? buildMarks(content, from, to, safeScale, centreOf, unit)
        : [],
    trades: content.trades === null ? [] : buildTrades(content.trades, buckets, from, to, safeScale, centreOf),
    strip: stripHeight === 0 ? null : buildStrip(content, priceBottom + GAP * unit, stripHeight, perBar, xOfBar, unit),
    timeTicks,
    lastClose:
      last < 0 || buckets.firstBar + (last + 1) * buckets.barsPerBucket < viewport.first
        ? null
        : {
            price: buckets.close[last]!,
            y: safeScale.toY(buckets.close[last]!),
            isUp: buckets.close[last]! >= buckets.open[last]!,
          },
    xOfBar,
    barOfX,
  };
}

/** The buckets that reach into the viewport, one more on each side. */
function findVisible(
  { firstBar, barsPerBucket, time }: BarBuckets,
  { first, end }: Viewport,
): { from: number; to: number } {
  const from = Math.max(0, Math.floor((first - firstBar) / barsPerBucket) - 1);
  const to = Math.min(time.length, Math.ceil((end - firstBar) / barsPerBucket) + 1);
  return { from: Math.min(from, time.length), to: Math.max(to, Math.min(from, time.length)) };
}

function findPriceRange(
  { buckets, fan, viewport }: ChartContent,
  from: number,
  to: number,
  overlays: readonly IndicatorChoice[],
): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let i = from; i < to; i++) {
    low = Math.min(low, buckets.low[i]!);
    high = Math.max(high, buckets.high[i]!);
  }
  for (const choice of overlays) {
    for (const column of buckets.indicators.get(keyOf(choice))?.values() ?? []) {
      for (let i = from; i < to; i++) {
        const value = column[i]!;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
  }
  if (fan !== null && fan.atBar < viewport.end && fan.atBar + fan.horizonBars > viewport.first) {
    for (const { lowPrice, highPrice } of fan.intervals) {
      low = Math.min(low, lowPrice);
      high = Math.max(high, highPrice);
    }
  }
  if (low > high) return { low: 0, high: 1 };
  if (low === high) return { low: low - Math.abs(low || 1) * 0.01, high: high + Math.abs(high || 1) * 0.01 };
  return { low, high };
}

function buildCandles(
  { buckets, futureFrom }: ChartContent,
  from: number,
  to: number,
  scale: ValueScale,
  centreOf: (i: number) => number,
  pitch: number,
  volumeHeight: number,
): Candles {
  const count = to - from;
  const column = (): Float32Array => new Float32Array(count);
  const candles = {
    x: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
    isUp: new Uint8Array(count),
  };
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, buckets.volume[i]!);
  for (let n = 0; n < count; n++) {
    const i = from + n;
    candles.x[n] = centreOf(i);
    candles.open[n] = scale.toY(buckets.open[i]!);
    candles.high[n] = scale.toY(buckets.high[i]!);
    candles.low[n] = scale.toY(buckets.low[i]!);
    candles.close[n] = scale.toY(buckets.close[i]!);
    candles.volume[n] = most > 0 ? (buckets.volume[i]! / most) * volumeHeight : 0;
    candles.isUp[n] = buckets.close[i]! >= buckets.open[i]! ? 1 : 0;
  }
  const future =
    futureFrom === null ? count : Math.ceil((futureFrom - buckets.firstBar) / buckets.barsPerBucket) - from;
  return { count, bodyWidth: pitch * 0.76, futureFrom: Math.min(Math.max(future, 0), count), ...candles };
}

interface IndicatorParts {
  readonly lines: readonly Line[];
  readonly bands: readonly Float32Array[];
  readonly histogram: Histogram | null;
}

function buildIndicator(
  choice: IndicatorChoice,
  buckets: BarBuckets,
  from: number,
  to: number,
  scale: ValueScale,
  centreOf: (i: number) => number,
  tone: LineTone,
  pitch: number,
): IndicatorParts {
  const columns: IndicatorColumns | undefined = buckets.indicators.get(keyOf(choice));
  if (!columns) return { lines: [], bands: [], histogram: null };
  const trace = (column: ArrayLike<number>): Float32Array => {
    const points = new Float32Array(2 * (to - from));
    for (let i = from; i < to; i++) {
      points[2 * (i - from)] = centreOf(i);
      points[2 * (i - from) + 1] = scale.toY(column[i]!);
    }
    return points;
  };
  const upper = columns.get('upper');
  const lower = columns.get('lower');
  const lines = [...columns]
    .filter(([name]) => name !== 'histogram')
    .map(([name, column]): Line => ({
      tone: name === 'upper' || name === 'lower' ? 'band' : name === 'signal' ? 'series-2' : tone,
      points: trace(column),
    }));
  const histogram = columns.get('histogram');
  return {
    lines,
    bands: upper && lower ? [joinBounds(trace(upper), trace(lower))] : [],
    histogram: histogram ? { base: scale.toY(0), width: Math.max(1, pitch * 0.6), points: trace(histogram) } : null,
  };
}

/** The outline between two lines: there along the one, back along the other; places without a value are left out. */
function joinBounds(upper: Float32Array, lower: Float32Array): Float32Array {
  const there: number[] = [];
  const back: number[] = [];
  for (let i = 0; i < upper.length; i += 2) {
    if (Number.isNaN(upper[i + 1]!) || Number.isNaN(lower[i + 1]!)) continue;
    there.push(upper[i]!, upper[i + 1]!);
    back.unshift(lower[i]!, lower[i + 1]!);
  }
  return Float32Array.from([...there, ...back]);
}

function buildPane(
  choice: IndicatorChoice,
  buckets: BarBuckets,
  from: number,
  to: number,
  top: number,
  bottom: number,
  centreOf: (i: number) => number,
  pitch: number,
  unit: number,
): Pane {
  let low = Infinity;
  let high = -Infinity;
  for (const column of buckets.indicators.get(keyOf(choice))?.values() ?? []) {
    for (let i = from; i < to; i++) {
      if (column[i]! < low) low = column[i]!;
      if (column[i]! > high) high = column[i]!;
    }
  }
  if (choice.kind === 'rsi') [low, high] = [0, 100];
  if (!(low < high)) [low, high] = [0, 1];
  const air = (high - low) * 0.08;
  const scale = createScale('linear', low - air, high + air, top, bottom);
  const ticks =
    choice.kind === 'rsi'
      ? [30, 70].map((value) => ({ value, y: scale.toY(value) }))
      : placeValueTicks(scale, 28 * unit).filter(({ y }) => y > top + 6 * unit && y < bottom - 6 * unit);
  return {
    top,
    bottom,
    scale,
    ticks,
    indicator: choice,
    ...buildIndicator(choice, buckets, from, to, scale, centreOf, 'series-1', pitch),
  };
}

const FAN_STEPS = 48;

function buildFan(fan: Fan, scale: ValueScale, xOfBar: (bar: number) => number): NonNullable<Scene['fan']> {
  const steps = Math.min(FAN_STEPS, Math.max(8, fan.horizonBars * 2));
  const trace = (bound: number): Float32Array => {
    const points = new Float32Array(2 * (steps + 1));
    for (let s = 0; s <= steps; s++) {
      const n = (s / steps) * fan.horizonBars;
      points[2 * s] = xOfBar(fan.atBar + 0.5 + n);
      points[2 * s + 1] = scale.toY(interpolateBound(fan, bound, n));
    }
    return points;
  };
  return {
    bands: fan.intervals.map(({ coverage, lowPrice, highPrice }) => ({
      coverage,
      outline: joinBounds(trace(highPrice), trace(lowPrice)),
    })),
    centre: trace(fan.expectedPrice),
    start: xOfBar(fan.atBar + 0.5),
  };
}

const outcomes = ['wrong', 'right', 'open'] as const;

function buildMarks(
  { buckets, marks }: ChartContent,
  from: number,
  to: number,
  scale: ValueScale,
  centreOf: (i: number) => number,
  unit: number,
): Mark[] {
  const built: Mark[] = [];
  const end = buckets.firstBar + to;
  for (let i = lowerBound(marks.bar, buckets.firstBar + from); i < marks.bar.length && marks.bar[i]! < end; i++) {
    const at = marks.bar[i]! - buckets.firstBar;
    const saidUp = marks.saidUp[i] === 1;
    const y = saidUp ? scale.toY(buckets.low[at]!) + 10 * unit : scale.toY(buckets.high[at]!) - 10 * unit;
    built.push({ x: centreOf(at), y, saidUp, outcome: outcomes[marks.outcome[i]!]! });
  }
  return built;
}

function buildStrip(
  { buckets, marks, viewport }: ChartContent,
  top: number,
  height: number,
  perBar: number,
  xOfBar: (bar: number) => number,
  unit: number,
): MarkStrip {
  const size = Math.max(buckets.barsPerBucket, 2 ** Math.ceil(Math.log2((2 * unit) / perBar)));
  const columns = countMarks(marks, Math.floor(viewport.first), Math.ceil(viewport.end), size);
  return {
    top,
    bottom: top + height,
    columns: columns.map((column) => ({
      ...column,
      x: xOfBar(column.firstBar),
      width: Math.max(unit, perBar * size * 0.8),
    })),
  };
}
