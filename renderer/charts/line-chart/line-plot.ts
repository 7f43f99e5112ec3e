import { placeTimeTicks } from '../axes/time-ticks.ts';
import { chooseStep, createScale, placeValueTicks, type ScaleKind, type ValueScale } from '../axes/value-scale.ts';

/** The colours that a chart has for what it draws, by their tokens. */
export type Tone = 'accent' | 'muted' | 'up' | 'down' | 'series-1' | 'series-2' | 'series-3' | 'series-4';

/** Points from left to right: `x` ascends. A `y` that is not finite is a gap. */
export interface Line {
  readonly key: string;
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly tone: Tone;
  readonly dash?: boolean;
  /** What lies between the line and zero, or the lower edge, is tinted. */
  readonly fill?: 'zero' | 'bottom';
}

/** What lies between two lines, such as an interval. */
export interface Band {
  readonly key: string;
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly tone: Tone;
}

/** A place along x with something to say, such as the best epoch. */
export interface Mark {
  readonly x: number;
  readonly label: string;
  readonly tone?: Tone;
}

/** A value to compare with, such as what luck gives. */
export interface Level {
  readonly y: number;
  readonly label: string;
}

/** Time is UTC in ms; a count has whole numbers only, such as epochs. */
export type XKind = 'time' | 'number' | 'count';

export interface PlotSize {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface XTick {
  readonly value: number;
  readonly x: number;
  /** Of the break, for `createTickWriter`; 0 for numbers. */
  readonly weight: number;
}

/** Where everything of a line chart is, in pixels from the upper left corner of the plot. */
export interface LinePlot extends PlotSize {
  readonly from: number;
  readonly to: number;
  readonly toX: (value: number) => number;
  readonly toValue: (x: number) => number;
  readonly scale: ValueScale;
  readonly xTicks: readonly XTick[];
  readonly yTicks: readonly { readonly value: number; readonly y: number }[];
}

export interface PlotContent {
  readonly lines: readonly Line[];
  readonly bands: readonly Band[];
  readonly levels: readonly Level[];
  readonly xKind: XKind;
  readonly yScale: ScaleKind;
}

/** Lays a chart out; null where there is no point to draw. Pure. */
export function layOutLines(content: PlotContent, { width, height }: PlotSize): LinePlot | null {
  const x = findExtent(
    content.lines.map(({ x: values }) => values).concat(content.bands.map(({ x: values }) => values)),
  );
  const y = findExtent([
    ...content.lines.map(({ y: values }) => values),
    ...content.bands.flatMap(({ low, high }) => [low, high]),
    content.levels.map(({ y: value }) => value),
    ...(content.lines.some(({ fill }) => fill === 'zero') ? [[0]] : []),
  ]);
  if (!x || !y) return null;
  const [from, to] = x[0] === x[1] ? [x[0] - 0.5, x[1] + 0.5] : x;
  const scale = createRoomyScale(content.yScale, y[0], y[1], height);
  const toX = (value: number): number => ((value - from) / (to - from)) * width;
  return {
    width,
    height,
    from,
    to,
    toX,
    toValue: (place) => from + (place / width) * (to - from),
    scale,
    xTicks: content.xKind === 'time' ? placeTimes(from, to, toX) : placeNumbers(from, to, toX, width, content.xKind),
    yTicks: placeValueTicks(scale, 34),
  };
}

/** With a little air above and below, in the scale's own measure. */
function createRoomyScale(kind: ScaleKind, low: number, high: number, height: number): ValueScale {
  const air = low === high ? Math.abs(low) * 0.1 || 1 : 0;
  const fitted = createScale(kind, low - air, high + air, height * 0.06, height * 0.94);
  return createScale(fitted.kind, fitted.toValue(height), fitted.toValue(0), 0, height);
}

function findExtent(columns: readonly ArrayLike<number>[]): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const MOST_CANDIDATES = 750;

/** Beginnings of units of the calendar, as fine as is worth looking at, thinned to what fits. */
function placeTimes(from: number, to: number, toX: (value: number) => number): XTick[] {
  const starts = (to - from) / DAY > MOST_CANDIDATES ? listMonths(from, to) : listSteps(from, to);
  return placeTimeTicks(starts, (index) => toX(starts[index]!), 84).map(({ index, weight }) => ({
    value: starts[index]!,
    x: toX(starts[index]!),
    weight,
  }));
}

/** The first entry lies before `from`, because a break is between two. */
function listMonths(from: number, to: number): number[] {
  const first = new Date(from);
  const months: number[] = [];
  for (let month = first.getUTCMonth(); ; month++) {
    const start = Date.UTC(first.getUTCFullYear(), month);
    if (start > to) return months;
    months.push(start);
  }
}

function listSteps(from: number, to: number): number[] {
  const step = [5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 360 * MINUTE, DAY].find(
    (length) => (to - from) / length <= MOST_CANDIDATES,
  )!;
  const starts: number[] = [];
  for (let start = Math.floor(from / step) * step - (from % step === 0 ? step : 0); start <= to; start += step)
    starts.push(start);
  return starts;
}

function placeNumbers(
  from: number,
  to: number,
  toX: (value: number) => number,
  width: number,
  kind: 'number' | 'count',
): XTick[] {
  const least = (to - from) / Math.max(2, Math.floor(width / 72));
  const step = kind === 'number' ? chooseStep(least) : chooseWholeStep(least);
  const ticks: XTick[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++)
    ticks.push({ value: i * step, x: toX(i * step), weight: 0 });
  return ticks;
}

/** Half of a whole number is none: 2.5 is passed over. */
function chooseWholeStep(least: number): number {
  const step = chooseStep(Math.max(1, least));
  return Number.isInteger(step) ? step : step * 2;
}

/**
 * A line as the data of an SVG path. Of the points that share a column of pixels only the first, the lowest, the
 * highest and the last are kept, which draws the same picture. Gaps begin a new stroke; a point alone is a dot.
 */
export function traceLine(x: ArrayLike<number>, y: ArrayLike<number>, plot: LinePlot): string {
  return traceStrokes(x, y, plot)
    .map((stroke) => {
      const [first, ...rest] = stroke;
      return `M${write(first!)}${rest.length === 0 ? 'h0.01' : rest.map((point) => `L${write(point)}`).join('')}`;
    })
    .join('');
}

/** The same, closed down to `base` (y in pixels). */
export function traceArea(x: ArrayLike<number>, y: ArrayLike<number>, plot: LinePlot, base: number): string {
  return traceStrokes(x, y, plot)
    .filter(({ length }) => length > 1)
    .map((stroke) => {
      const foot = (point: Point): string => `${point.x.toFixed(1)} ${base.toFixed(1)}`;
      return `M${foot(stroke[0]!)}${stroke.map((point) => `L${write(point)}`).join('')}L${foot(stroke.at(-1)!)}Z`;
    })
    .join('');
}

/** Between two lines, there along the upper one and back along the lower. */
export function traceBand({ x, low, high }: Band, plot: LinePlot): string {
  const upper = traceStrokes(x, high, plot).flat();
  const lower = traceStrokes(x, low, plot).flat().reverse();
  return upper.length < 2 ? '' : `M${[...upper, ...lower].map(write).join('L')}Z`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const write = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

function traceStrokes(x: ArrayLike<number>, y: ArrayLike<number>, { toX, scale }: LinePlot): Point[][] {
  const strokes: Point[][] = [];
  let stroke: Point[] = [];
  let column: Point[] = [];
  const endColumn = (): void => {
    stroke.push(...thinColumn(column));
    column = [];
  };
  const endStroke = (): void => {
    endColumn();
    if (stroke.length > 0) strokes.push(stroke);
    stroke = [];
  };
  for (let i = 0; i < x.length; i++) {
    const place = { x: toX(x[i]!), y: scale.toY(y[i]!) };
    if (!Number.isFinite(place.x) || !Number.isFinite(place.y)) {
      endStroke();
      continue;
    }
    if (column.length > 0 && Math.floor(column[0]!.x) !== Math.floor(place.x)) endColumn();
    column.push(place);
  }
  endStroke();
  return strokes;
}

function thinColumn(points: readonly Point[]): readonly Point[] {
  if (points.length <= 4) return points;
  let lowest = 0;
  let highest = 0;
  for (let i = 1; i < points.length; i++) {
    if (points[i]!.y > points[lowest]!.y) lowest = i;
    if (points[i]!.y < points[highest]!.y) highest = i;
  }
  return [...new Set([0, lowest, highest, points.length - 1])].sort((a, b) => a - b).map((i) => points[i]!);
}

/** Place of the entry of ascending `values` that is nearest to `wanted`; -1 of none. */
export function findNearest(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  if (high < 0) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= wanted) low = middle;
    else high = middle;
  }
  return Math.abs(values[low]! - wanted) <= Math.abs(values[high]! - wanted) ? low : high;
}
