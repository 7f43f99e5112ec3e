import { AppError } from '#contract/errors.ts';
import { createRandom, deriveSeed } from '../../kernel/random.ts';
import type { Random } from '../../kernel/random.ts';
import { simulateAutoregression } from './autoregression.ts';
import { simulateGarch } from './garch.ts';
import { MARKET_VOLATILITY, simulateMarketFactor } from './market-factor.ts';
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
 * The market that the demo shows. Over 14 bars the hidden drift explains 19 % of the variance of returns,
 * smoothed sentiment 13 %, momentum 4 %, and "always up" is right 52 % of the time: more than any real market
 * gives away, and about as little as a test slice of three years can prove.
 */
export const demoMarket: MarketRequest = { seed: 20_260_630, instruments: 8, bars: 5_200 };

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

/** Of the hidden drift; long enough for a 14-bar forecast, short enough for many independent episodes. */
const DRIFT_HALF_LIFE_BARS = 12;
/** Standard deviation of the hidden drift / long-run standard deviation of the instrument's log return. */
const DRIFT_SHARE = 0.2;
/** Standard deviation of the noise in sentiment / that of the hidden drift in it. */
const SENTIMENT_NOISE = 0.5;
const SENTIMENT_GAIN = 0.25;

/**
 * A market that never was: same request, same bars, on every machine. Each instrument's log return is
 * beta × market factor + its own GARCH noise + a weak, slow hidden drift fixed one bar before. The drift is
 * the planted signal; noisy sentiment and, slightly, volume let it be guessed. `measurePlantedSignal` says
 * how much of the returns can be forecast at best.
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
  const mood = simulateAutoregression(bars, DRIFT_HALF_LIFE_BARS, draw('drift'));
  const hiddenDrift = mood.map((value) => DRIFT_SHARE * longRun * value);

  const returns = new Float64Array(bars);
  const volatility = own.volatility.map((value, t) => Math.hypot(value, character.beta * market.volatility[t]!));
  for (let t = 0; t < bars; t++) {
    returns[t] = character.beta * market.returns[t]! + own.returns[t]! + (t === 0 ? 0 : hiddenDrift[t - 1]!);
  }

  const prices = simulatePricePath({ returns, volatility }, character.startPrice, draw('intraday'));
  const news = draw('news');
  const sentiment = mood.map((value) => {
    const heard = Math.tanh(SENTIMENT_GAIN * (value + SENTIMENT_NOISE * news.normal()));
    return Math.round(heard * 1e4) / 1e4;
  });
  const volume = simulateVolume(character.meanVolume, mood, returns, volatility, draw('volume'));
  return {
    symbol: character.symbol,
    bars: { time, ...prices, volume },
    sentiment: { time, value: sentiment },
    hiddenDrift,
  };
}

/**
 * Whole shares, log-normal with slow waves: higher on days of large moves, as in every market, and a
 * little higher while the hidden drift points up, which is the second trace of the planted signal.
 */
function simulateVolume(
  mean: number,
  mood: Float64Array,
  returns: Float64Array,
  volatility: Float64Array,
  random: Random,
): Float64Array {
  const waves = simulateAutoregression(mood.length, 15, random);
  return mood.map((value, t) => {
    const surprise = Math.min(4, Math.abs(returns[t]!) / volatility[t]!) - 0.75;
    const log = 0.2 * waves[t]! + 0.25 * random.normal() + 0.25 * surprise + 0.07 * value;
    return Math.round(mean * Math.exp(log));
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
