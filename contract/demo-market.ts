import type { Forecast } from './forecast.ts';

/** Instruments of the simulated market in which a signal is planted, and those that are noise and nothing else. */
export const plantedSymbols = ['SIM-ALFA', 'SIM-BRAVO', 'SIM-CEDAR', 'SIM-DELTA', 'SIM-EMBER'] as const;
export const controlSymbols = ['SIM-FJORD', 'SIM-GROVE', 'SIM-HAVEN'] as const;

/** What the demo trains. */
export const demoPreset = 'week-lstm';

/**
 * The demo trains the same network twice: where there is something to be found, and where there is nothing. Whoever sees
 * one verdict should see the other.
 */
export const demoTrainings = [
  { name: demoPreset, instruments: plantedSymbols },
  { name: `${demoPreset}-control`, instruments: controlSymbols },
] as const;

/** TensorFlow.js is about a hundred times slower: few windows, to show the way and no more. */
export const slowDemoTraining = { epochs: 4, patience: 2, strideBars: 40 } as const;

/** The forecast that says most about which way it goes: the one to look at first. */
export function findMostDecided(forecasts: readonly Forecast[]): Forecast {
  const decided = ({ probabilityUp }: Forecast) => Math.abs(probabilityUp - 0.5);
  return forecasts.reduce((a, b) => (decided(b) > decided(a) ? b : a));
}
