export type ScaleKind = 'linear' | 'log';

/** Values to pixels and back; y grows downwards. */
export interface ValueScale {
  readonly kind: ScaleKind;
  readonly low: number;
  readonly high: number;
  readonly toY: (value: number) => number;
  readonly toValue: (y: number) => number;
}

/** A scale from `low` at `bottom` to `high` at `top`. A logarithmic one needs values above zero and is linear without. */
export function createScale(wanted: ScaleKind, low: number, high: number, top: number, bottom: number): ValueScale {
  const kind = wanted === 'log' && low > 0 ? 'log' : 'linear';
  const forward = kind === 'log' ? Math.log : (value: number) => value;
  const back = kind === 'log' ? Math.exp : (value: number) => value;
  const from = forward(low);
  const span = forward(high) - from || 1;
  const height = bottom - top;
  return {
    kind,
    low,
    high,
    toY: (value) => bottom - ((forward(value) - from) / span) * height,
    toValue: (y) => back(from + ((bottom - y) / height) * span),
  };
}

const steps = [1, 2, 2.5, 5, 10];

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `least`. */
export function chooseStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return steps.find((step) => step * power >= least * (1 - 1e-9))! * power;
}

/** Round values along the scale, at least `gap` pixels apart. */
export function placeValueTicks(scale: ValueScale, gap: number): { value: number; y: number }[] {
  const { kind, low, high, toY, toValue } = scale;
  const height = Math.abs(toY(low) - toY(high));
  const most = Math.max(2, Math.floor(height / gap));
  if (kind === 'linear' || high / low < 3) {
    const step = chooseStep((high - low) / most);
    const ticks = [];
    for (let i = Math.ceil(low / step); i * step <= high; i++) ticks.push({ value: i * step, y: toY(i * step) });
    return ticks;
  }
  // Each step is as high as on a linear scale of that place.
  const ticks = [];
  let value = low;
  for (let guard = 0; guard < 200; guard++) {
    const step = chooseStep(Math.max(toValue(toY(value) - gap) - value, low * 1e-9));
    const next = Math.ceil((value * (1 + 1e-9)) / step) * step;
    if (next > high) break;
    if (ticks.length === 0 || ticks.at(-1)!.y - toY(next) >= gap * 0.75) ticks.push({ value: next, y: toY(next) });
    value = next;
  }
  return ticks;
}
