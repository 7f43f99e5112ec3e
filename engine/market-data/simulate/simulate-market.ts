import { plantedSymbols } from '#contract/demo-market.ts';
import { AppError } from '#contract/errors.ts';
import { createRandom, deriveSeed } from '../../kernel/random.ts';
import type { Random } from '../../kernel/random.ts';
import { simulateAutoregression } from './autoregression.ts';
import { simulateGarch } from './garch.ts';
import { MARKET_VOLATILITY, simulateMarketFactor } from './market-factor.ts';
import { plantDrift } from './planted-drift.ts';
import { simulatePricePath } from './price-path.ts';
import type { ReturnPath } from './return-path.ts';
import type { SimulatedInstrument } from './simulated-instrument.ts';
import { listWeekdays } from './trading-days.ts';

export interface MarketRequest {
  readonly seed: number;
  /** How many instruments, 1 to 8. */
  readonly instruments: number;
  /** Bars of each instrument, at least 2. */
  readonly bars: number;
}

/**
 * The market that the demo shows. Its seed was chosen for prices that look like prices after forty years, not for what can
 * be found in it: `measurePlantedSignal` says how much that is, and its test that other seeds hold as much.
 */
export const demoMarket: MarketRequest = { seed: 20_260_685, instruments: 8, bars: 10_400 };

/** The last bar's day, fixed so that a simulation does not depend on when it is run: 2026-06-30, a Tuesday. */
const LAST_DAY = Date.UTC(2026, 5, 30);

interface Character {
  readonly symbol: string;
  readonly startPrice: number;
  /** Log return for each unit of the market factor's. */
  readonly beta: number;
  /** Long-run standard deviation of the instrument's own log return per bar. */
  readonly volatility: number;
  readonly meanVolume: number;
}

const CHARACTERS: readonly Character[] = [
  { symbol: 'SIM-ALFA', startPrice: 70, beta: 1.0, volatility: 0.011, meanVolume: 2_400_000 },
  { symbol: 'SIM-BRAVO', startPrice: 38, beta: 1.2, volatility: 0.014, meanVolume: 3_900_000 },
  { symbol: 'SIM-CEDAR', startPrice: 88, beta: 0.7, volatility: 0.009, meanVolume: 850_000 },
  { symbol: 'SIM-DELTA', startPrice: 24, beta: 1.3, volatility: 0.017, meanVolume: 6_200_000 },
  { symbol: 'SIM-EMBER', startPrice: 55, beta: 0.9, volatility: 0.012, meanVolume: 1_300_000 },
  { symbol: 'SIM-FJORD', startPrice: 76, beta: 0.8, volatility: 0.01, meanVolume: 700_000 },
  { symbol: 'SIM-GROVE', startPrice: 31, beta: 1.1, volatility: 0.015, meanVolume: 2_900_000 },
  { symbol: 'SIM-HAVEN', startPrice: 110, beta: 0.6, volatility: 0.009, meanVolume: 450_000 },
];

/** Standard deviation of the noise in sentiment / that of the news in it. */
const SENTIMENT_NOISE = 0.3;
const SENTIMENT_GAIN = 0.4;

/**
 * A market that never was: same request, same bars, on every machine. Each instrument's log return is
 * beta × market factor + its own GARCH noise + for five of the eight a weak drift fixed one bar before, which is the
 * planted signal (`planted-drift.ts`). Sentiment is the news of the day with noise, for all eight.
 */
export function simulateMarket(request: MarketRequest): SimulatedInstrument[] {
  checkRequest(request);
  const market = simulateMarketFactor(request.bars, createRandom(deriveSeed(request.seed, 'market')));
  const time = listWeekdays(request.bars, LAST_DAY);
  return CHARACTERS.slice(0, request.instruments).map((character) =>
    simulateInstrument(character, market, time, request.seed),
  );
}

function simulateInstrument(
  character: Character,
  market: ReturnPath,
  time: Float64Array,
  seed: number,
): SimulatedInstrument {
  const bars = time.length;
  // Streams of their own: a change to how volumes are drawn leaves the prices as they were.
  const draw = (use: string) => createRandom(deriveSeed(seed, `${character.symbol}/${use}`));

  const own = simulateGarch(bars, character.volatility, draw('noise'));
  const longRun = Math.hypot(character.volatility, character.beta * MARKET_VOLATILITY);
  const draws = draw('news');
  const news = Float64Array.from({ length: bars }, () => draws.normal());

  const isPlanted = plantedSymbols.some((symbol) => symbol === character.symbol);
  const planted = plantDrift(longRun);
  const returns = new Float64Array(bars);
  const hiddenDrift = new Float64Array(bars);
  const volatility = own.volatility.map((value, t) => Math.hypot(value, character.beta * market.volatility[t]!));
  for (let t = 0; t < bars; t++) {
    returns[t] = character.beta * market.returns[t]! + own.returns[t]! + (t === 0 ? 0 : hiddenDrift[t - 1]!);
    if (isPlanted) hiddenDrift[t] = planted.push(news[t]!, returns[t]!);
  }

  const prices = simulatePricePath({ returns, volatility }, character.startPrice, draw('intraday'));
  const hearing = draw('hearing');
  const sentiment = news.map((value) => {
    const heard = Math.tanh(SENTIMENT_GAIN * (value + SENTIMENT_NOISE * hearing.normal()));
    return Math.round(heard * 1e4) / 1e4;
  });
  return {
    symbol: character.symbol,
    bars: { time, ...prices, volume: simulateVolume(character.meanVolume, returns, volatility, draw('volume')) },
    sentiment: { time, value: sentiment },
    hiddenDrift,
    isPlanted,
  };
}

/** Whole shares, log-normal with slow waves, and higher on days of large moves, as in every market. */
function simulateVolume(mean: number, returns: Float64Array, volatility: Float64Array, random: Random): Float64Array {
  const waves = simulateAutoregression(returns.length, 15, random);
  return returns.map((value, t) => {
    const surprise = Math.min(4, Math.abs(value) / volatility[t]!) - 0.75;
    return Math.round(mean * Math.exp(0.2 * waves[t]! + 0.25 * random.normal() + 0.25 * surprise));
  });
}

function checkRequest({ seed, instruments, bars }: MarketRequest): void {
  if (Number.isInteger(seed) && Number.isInteger(instruments) && Number.isInteger(bars)) {
    if (instruments >= 1 && instruments <= CHARACTERS.length && bars >= 2 && bars <= 20_000) return;
  }
  throw new AppError(
    'simulation/bad-request',
    `A simulated market has a whole seed, 1 to ${CHARACTERS.length} instruments and 2 to 20,000 bars; found seed ${seed}, ${instruments} instruments and ${bars} bars.`,
    'Ask for numbers within these bounds.',
  );
}
