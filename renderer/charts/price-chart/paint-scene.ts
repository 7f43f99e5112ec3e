import type { ChartPalette } from '../read-palette.ts';
import { paintTrades } from './paint-trades.ts';
import type { Candles, Pane, Scene } from './build-scene.ts';

export interface ChartWords {
  readonly price: (value: number) => string;
  readonly indicatorValue: (value: number) => string;
  readonly time: (time: number, weight: number) => string;
  readonly indicatorName: (pane: Pane) => string;
}

const FAINT = 0.32;

/** Draws a scene over the whole canvas. */
export function paintScene(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: ChartPalette,
  words: ChartWords,
): void {
  const { size, plot } = scene;
  const { unit } = size;
  const { colour } = palette;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = colour('surface');
  context.fillRect(0, 0, size.width, size.height);
  paintGrid(context, scene, colour('grid'));

  const [prices, ...others] = scene.panes;
  clipTo(context, plot.left, plot.top, plot.right, prices!.bottom, () => {
    for (const band of prices!.bands) fillOutline(context, band, colour('accent-soft'), 0.5);
    paintVolume(context, scene, palette);
    paintFan(context, scene, palette);
    paintCandles(context, scene.candles, unit, palette);
    paintLines(context, prices!, unit, palette);
    paintMarks(context, scene, palette);
    paintTrades(context, scene.trades, unit, palette);
  });
  clipTo(context, plot.left, plot.top, plot.right, plot.bottom, () => {
    for (const pane of others) paintLines(context, pane, unit, palette);
    paintStrip(context, scene, palette);
  });

  paintAxes(context, scene, palette, words);
}

/** Prices that were moved out of their pane must not be drawn over what is below it. */
function clipTo(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  right: number,
  bottom: number,
  paint: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  paint();
  context.restore();
}

function paintGrid(
  context: CanvasRenderingContext2D,
  { plot, panes, timeTicks, size: { unit } }: Scene,
  colour: string,
): void {
  context.fillStyle = colour;
  const line = Math.max(1, Math.round(unit));
  for (const { x } of timeTicks) context.fillRect(Math.round(x), plot.top, line, plot.bottom - plot.top);
  for (const { ticks } of panes)
    for (const { y } of ticks) context.fillRect(plot.left, Math.round(y), plot.right, line);
}

/** Candles of one direction in one path: two fills a frame instead of two a candle. */
function paintCandles(
  context: CanvasRenderingContext2D,
  candles: Candles,
  unit: number,
  { colour }: ChartPalette,
): void {
  for (const [from, to, alpha] of [
    [0, candles.futureFrom, 1],
    [candles.futureFrom, candles.count, FAINT],
  ] as const) {
    if (from === to) continue;
    context.globalAlpha = alpha;
    for (const isUp of [1, 0]) {
      context.fillStyle = colour(isUp === 1 ? 'up' : 'down');
      context.beginPath();
      addCandles(context, candles, from, to, isUp, unit);
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

function addCandles(
  context: CanvasRenderingContext2D,
  candles: Candles,
  from: number,
  to: number,
  isUp: number,
  unit: number,
): void {
  const { x, open, high, low, close, bodyWidth } = candles;
  const wick = Math.max(1, Math.floor(unit));
  // Odd widths lie evenly around an odd wick.
  const width = Math.round(bodyWidth);
  const body = Math.max(wick, width - ((width - wick) % 2));
  for (let i = from; i < to; i++) {
    if (candles.isUp[i] !== isUp) continue;
    const left = Math.round(x[i]! - wick / 2);
    const top = Math.round(high[i]!);
    context.rect(left, top, wick, Math.max(1, Math.round(low[i]!) - top));
    if (body < 3) continue;
    const bodyTop = Math.round(Math.min(open[i]!, close[i]!));
    const bodyBottom = Math.round(Math.max(open[i]!, close[i]!));
    context.rect(left - (body - wick) / 2, bodyTop, body, Math.max(wick, bodyBottom - bodyTop));
  }
}

function paintVolume(
  context: CanvasRenderingContext2D,
  { candles, volumeBase, size: { unit } }: Scene,
  { colour }: ChartPalette,
): void {
  const width = Math.max(1, Math.floor(Math.max(candles.bodyWidth, unit)));
  for (const isUp of [1, 0]) {
    context.fillStyle = colour(isUp === 1 ? 'up-soft' : 'down-soft');
    context.beginPath();
    for (let i = 0; i < candles.count; i++) {
      if (candles.isUp[i] !== isUp) continue;
      const height = Math.round(candles.volume[i]!);
      context.rect(Math.round(candles.x[i]! - width / 2), volumeBase - height, width, height);
    }
    context.fill();
  }
}

function fillOutline(context: CanvasRenderingContext2D, outline: Float32Array, colour: string, alpha = 1): void {
  if (outline.length === 0) return;
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(outline[0]!, outline[1]!);
  for (let i = 2; i < outline.length; i += 2) context.lineTo(outline[i]!, outline[i + 1]!);
  context.closePath();
  context.fill();
  context.globalAlpha = 1;
}

/** A line that lifts the pen where there is no value. */
function strokeLine(context: CanvasRenderingContext2D, points: Float32Array): void {
  context.beginPath();
  let isDown = false;
  for (let i = 0; i < points.length; i += 2) {
    const y = points[i + 1]!;
    if (Number.isNaN(y)) isDown = false;
    else if (isDown) context.lineTo(points[i]!, y);
    else {
      context.moveTo(points[i]!, y);
      isDown = true;
    }
  }
  context.stroke();
}

function paintLines(
  context: CanvasRenderingContext2D,
  { lines, histogram }: Pane,
  unit: number,
  { colour }: ChartPalette,
): void {
  if (histogram !== null) {
    const { base, points, width } = histogram;
    for (let i = 0; i < points.length; i += 2) {
      const y = points[i + 1]!;
      if (Number.isNaN(y)) continue;
      context.fillStyle = colour(y <= base ? 'up-soft' : 'down-soft');
      context.fillRect(points[i]! - width / 2, Math.min(y, base), width, Math.max(1, Math.abs(y - base)));
    }
  }
  context.lineJoin = 'round';
  context.lineWidth = 1.25 * unit;
  for (const { tone, points } of lines) {
    context.strokeStyle = colour(tone === 'band' ? 'line-strong' : tone);
    strokeLine(context, points);
  }
}

function paintFan(
  context: CanvasRenderingContext2D,
  { fan, plot, size: { unit } }: Scene,
  { colour }: ChartPalette,
): void {
  if (fan === null) return;
  for (const { coverage, outline } of fan.bands) {
    fillOutline(context, outline, colour(coverage <= 0.5 ? 'fan-50' : coverage <= 0.8 ? 'fan-80' : 'fan-95'));
  }
  context.strokeStyle = colour('fan-line');
  context.lineWidth = 1.5 * unit;
  context.setLineDash([5 * unit, 3 * unit]);
  strokeLine(context, fan.centre);
  context.setLineDash([2 * unit, 3 * unit]);
  context.lineWidth = unit;
  context.strokeStyle = colour('crosshair');
  context.beginPath();
  context.moveTo(Math.round(fan.start) + 0.5, plot.top);
  context.lineTo(Math.round(fan.start) + 0.5, plot.bottom);
  context.stroke();
  context.setLineDash([]);
}

/** Up or down by where the arrow points, right by being filled, wrong by being hollow. */
function paintMarks(
  context: CanvasRenderingContext2D,
  { marks, size: { unit } }: Scene,
  { colour }: ChartPalette,
): void {
  const half = 4 * unit;
  context.lineWidth = 1.25 * unit;
  for (const { x, y, saidUp, outcome } of marks) {
    const tip = saidUp ? -half : half;
    context.beginPath();
    context.moveTo(x, y + tip);
    context.lineTo(x - half, y - tip * 0.7);
    context.lineTo(x + half, y - tip * 0.7);
    context.closePath();
    const tone = outcome === 'open' ? 'ink-3' : saidUp ? 'up' : 'down';
    if (outcome === 'right') {
      context.fillStyle = colour(tone);
      context.fill();
    } else {
      context.strokeStyle = colour(tone);
      context.stroke();
    }
  }
}

/** Each column is split: what was right stands above the line, what was wrong hangs below it. */
function paintStrip(
  context: CanvasRenderingContext2D,
  { strip, plot, size: { unit } }: Scene,
  { colour }: ChartPalette,
): void {
  if (strip === null) return;
  const middle = Math.round((strip.top + strip.bottom) / 2);
  const half = (strip.bottom - strip.top) / 2;
  context.fillStyle = colour('line');
  context.fillRect(plot.left, middle, plot.right - plot.left, Math.max(1, Math.floor(unit)));
  for (const tone of ['accent', 'warning', 'ink-3'] as const) {
    context.fillStyle = colour(tone);
    for (const { x, width, right, wrong, open } of strip.columns) {
      const all = right + wrong;
      if (tone === 'accent' && right > 0)
        context.fillRect(x, middle - (half * right) / all, width, (half * right) / all);
      if (tone === 'warning' && wrong > 0) context.fillRect(x, middle, width, (half * wrong) / all);
      if (tone === 'ink-3' && all === 0 && open > 0) context.fillRect(x, middle - unit, width, 2 * unit);
    }
  }
}

function paintAxes(context: CanvasRenderingContext2D, scene: Scene, palette: ChartPalette, words: ChartWords): void {
  const { plot, panes, timeTicks, size, lastClose } = scene;
  const { unit } = size;
  const { colour, font } = palette;
  const line = Math.max(1, Math.round(unit));
  context.fillStyle = colour('line');
  context.fillRect(plot.right, 0, line, plot.bottom);
  context.fillRect(0, plot.bottom, size.width, line);
  for (const { top } of panes.slice(1)) context.fillRect(0, Math.round(top), size.width, line);

  context.font = `${11 * unit}px ${font}`;
  context.textBaseline = 'middle';
  context.fillStyle = colour('ink-3');
  context.textAlign = 'left';
  for (const pane of panes) {
    const write = pane.indicator === null ? words.price : words.indicatorValue;
    for (const { value, y } of pane.ticks) context.fillText(write(value), plot.right + 8 * unit, y);
    if (pane.indicator !== null)
      context.fillText(words.indicatorName(pane), plot.left + 8 * unit, pane.top + 10 * unit);
  }
  context.textAlign = 'center';
  for (const { x, time, weight } of timeTicks) {
    context.fillStyle = colour(weight >= 10 ? 'ink' : 'ink-3');
    context.fillText(words.time(time, weight), x, plot.bottom + 12 * unit);
  }
  if (lastClose !== null && lastClose.y > plot.top && lastClose.y < panes[0]!.bottom) {
    const tone = colour(lastClose.isUp ? 'up' : 'down');
    context.strokeStyle = tone;
    context.lineWidth = line;
    context.setLineDash([2 * unit, 3 * unit]);
    context.beginPath();
    context.moveTo(plot.left, Math.round(lastClose.y) + 0.5);
    context.lineTo(plot.right, Math.round(lastClose.y) + 0.5);
    context.stroke();
    context.setLineDash([]);
    paintLabel(
      context,
      words.price(lastClose.price),
      plot.right,
      lastClose.y,
      size.width - plot.right,
      unit,
      tone,
      colour('ground'),
    );
  }
}

/** A value on the price axis, on a ground of its own. */
export function paintLabel(
  context: CanvasRenderingContext2D,
  text: string,
  left: number,
  y: number,
  width: number,
  unit: number,
  ground: string,
  ink: string,
): void {
  context.fillStyle = ground;
  context.fillRect(left + unit, Math.round(y - 9 * unit), width - unit, 18 * unit);
  context.fillStyle = ink;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, left + 8 * unit, y);
}

export interface CrosshairWords {
  readonly price: string;
  readonly time: string;
}

/** Draws the crosshair at a place of the plot, on a canvas above the scene. */
export function paintCrosshair(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: ChartPalette,
  at: { readonly x: number; readonly y: number | null },
  words: CrosshairWords,
): void {
  const { plot, size } = scene;
  const { unit } = size;
  const { colour, font } = palette;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.strokeStyle = colour('crosshair');
  context.lineWidth = Math.max(1, Math.floor(unit));
  context.setLineDash([3 * unit, 3 * unit]);
  context.beginPath();
  const x = Math.round(at.x) + 0.5;
  context.moveTo(x, plot.top);
  context.lineTo(x, plot.bottom);
  if (at.y !== null) {
    context.moveTo(plot.left, Math.round(at.y) + 0.5);
    context.lineTo(plot.right, Math.round(at.y) + 0.5);
  }
  context.stroke();
  context.setLineDash([]);
  context.font = `${11 * unit}px ${font}`;
  if (at.y !== null)
    paintLabel(context, words.price, plot.right, at.y, size.width - plot.right, unit, colour('pressed'), colour('ink'));
  const width = context.measureText(words.time).width + 16 * unit;
  const left = Math.min(Math.max(at.x - width / 2, 0), plot.right - width);
  context.fillStyle = colour('pressed');
  context.fillRect(left, plot.bottom + unit, width, 22 * unit);
  context.fillStyle = colour('ink');
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(words.time, left + width / 2, plot.bottom + 12 * unit);
}
