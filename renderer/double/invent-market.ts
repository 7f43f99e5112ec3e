import type { Bars, Instrument } from '#contract/bars.ts';

/** A market of its own for component tests: the same symbols and prices on every run. */
export interface InventedInstrument extends Instrument {
  readonly bars: Bars;
}

const DAY = 86_400_000;
const LAST_DAY = Date.UTC(2026, 10, 27);

/** Mulberry32: small, good enough, the same everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Box and Muller. */
export function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Bars of weekdays, or one a minute, whose volatility comes in spells. */
export function inventBars(seed: number, count: number, start = 40 + (seed % 17) * 15, stepMs = DAY): Bars {
  const random = createRandom(seed);
  const column = (): Float64Array => new Float64Array(count);
  const bars = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  const yearly = Math.sqrt(252 * (DAY / stepMs));
  let price = start;
  let volatility = 0.22 / yearly;
  for (let i = count - 1, time = LAST_DAY; i >= 0; time -= stepMs) {
    const weekday = new Date(time).getUTCDay();
    if (stepMs === DAY && (weekday === 0 || weekday === 6)) continue;
    bars.time[i--] = time;
  }
  for (let i = 0; i < count; i++) {
    volatility = Math.max(
      0.08 / yearly,
      volatility * (1 + 0.06 * drawNormal(random)) * 0.985 + (0.24 / yearly) * 0.015,
    );
    const open = price * Math.exp(0.25 * volatility * drawNormal(random));
    price = open * Math.exp(0.06 / yearly ** 2 + volatility * drawNormal(random));
    const reach = volatility * 0.7;
    bars.open[i] = open;
    bars.close[i] = price;
    bars.high[i] = Math.max(open, price) * (1 + reach * random());
    bars.low[i] = Math.min(open, price) * (1 - reach * random());
    bars.volume[i] = Math.round(1e6 * (0.5 + random()) * (1 + 60 * Math.abs(price / open - 1)));
  }
  return bars;
}

const names = [
  'ALPH',
  'BORA',
  'CEDR',
  'DUNE',
  'EMBR',
  'FJRD',
  'GALE',
  'HELI',
  'IRIS',
  'JADE',
  'KELP',
  'LUMN',
  'MIRA',
  'NOVA',
  'ONYX',
  'PINE',
  'QRTZ',
  'RIVR',
  'SAGE',
  'TERN',
];

/** So many instruments; the first are twenty names, the rest are numbered. */
export function inventMarket(count: number): InventedInstrument[] {
  return Array.from({ length: count }, (_, i) => ({
    symbol: names[i] ?? `${names[i % names.length]!}${Math.floor(i / names.length)}`,
    currency: 'USD',
    simulated: true,
    bars: inventBars(i + 1, i < names.length ? 1260 : 120),
  }));
}
