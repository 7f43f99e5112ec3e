import type { ScaleKind } from '../axes/value-scale.ts';

/** Prices that the price pane reaches over from its foot to its top, chosen by hand; without one it fits what is in sight. */
export interface PriceSpan {
  readonly low: number;
  readonly high: number;
}

/** A pane of next to nothing, or of everything, is of no use: its height, in units of the price in its middle. */
const LEAST_HEIGHT = 1e-5;
const MOST_HEIGHT = 1e3;

/** Higher (factor > 1, candles get smaller) or lower, around its middle. */
export function stretchSpan(span: PriceSpan, factor: number, kind: ScaleKind): PriceSpan {
  const { forward, back } = axisOf(span, kind);
  const [low, high] = [forward(span.low), forward(span.high)];
  const middle = (low + high) / 2;
  const half = ((high - low) / 2) * factor;
  const next = { low: back(middle - half), high: back(middle + half) };
  const height = (next.high - next.low) / Math.abs((span.high + span.low) / 2 || 1);
  return height >= LEAST_HEIGHT && height <= MOST_HEIGHT ? next : span;
}

/** Moved by a share of its height; positive shows higher prices. */
export function shiftSpan(span: PriceSpan, share: number, kind: ScaleKind): PriceSpan {
  const { forward, back } = axisOf(span, kind);
  const [low, high] = [forward(span.low), forward(span.high)];
  const by = (high - low) * share;
  return { low: back(low + by), high: back(high + by) };
}

/** Where prices are not above zero, a logarithmic scale is linear, as in value-scale.ts. */
function axisOf({ low }: PriceSpan, kind: ScaleKind): Record<'forward' | 'back', (value: number) => number> {
  return kind === 'log' && low > 0
    ? { forward: Math.log, back: Math.exp }
    : { forward: (value) => value, back: (value) => value };
}
