import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InstrumentInput } from '../features/dataset.ts';
import { cutHistory, inventHistory } from '../features/invented-history.test-data.ts';
import { inventModel } from '../forecast/invented-model.test-data.ts';
import { openNetwork, type InferenceNetwork } from '../inference/open-network.ts';
import type { History } from '../market-data/load-history.ts';
import { backtestModel } from './backtest-model.ts';

const here = inventHistory(1, 200, 'HERE');
const { manifest, onnx, dataset } = inventModel([inventHistory(2, 200, 'GONE'), here]);
const firstTestBar = here.bars.time.indexOf(dataset.split.test.from);
/** GONE stopped trading with the last bar before the test slice. */
const gone = cutHistory(inventHistory(2, 200, 'GONE'), 0, firstTestBar);

const costs = { feeBasisPoints: 5, slippageBasisPoints: 5 };
const historyOf = ({ symbol, ...input }: InstrumentInput): History => ({
  instrument: { symbol, currency: 'XXX', simulated: true },
  timeframe: '1d',
  dataHash: '00',
  series: {},
  ...input,
});
const day = (bar: number): string => new Date(here.bars.time[bar]!).toISOString().slice(0, 10);

let network: InferenceNetwork;
beforeAll(async () => {
  network = await openNetwork(onnx);
});
afterAll(() => network.close());

it('gives no capital to an instrument that stopped trading before the test slice, and names it', async () => {
  const alone = await backtestModel(manifest, network, [historyOf(here)], { costs, trials: 1 });
  const both = await backtestModel(manifest, network, [historyOf(gone), historyOf(here)], { costs, trials: 1 });
  expect(alone.leftOut).toEqual([]);
  expect(both).toEqual({
    ...alone,
    leftOut: [
      {
        symbol: 'GONE',
        reason: `its history ends on ${day(firstTestBar - 1)}, before the test window begins on ${day(firstTestBar)}`,
      },
    ],
  });
  // Both halves of the capital are at work: bought at the first open, with fee and slippage of 5 bp each.
  const { open, close } = here.bars;
  const growth = close.at(-1)! / (open[firstTestBar]! * 1.0005 * 1.0005);
  expect(both.buyAndHold.totalReturn).toBeCloseTo(growth - 1, 10);
});

it('leaves out an instrument whose bars in the test slice are too few for a window', async () => {
  const young = cutHistory(inventHistory(2, 200, 'GONE'), 196, 200);
  const { symbols, leftOut } = await backtestModel(manifest, network, [historyOf(young), historyOf(here)], {
    costs,
    trials: 1,
  });
  expect(symbols).toEqual(['HERE']);
  expect(leftOut).toEqual([
    { symbol: 'GONE', reason: `its history up to ${day(199)} is too short for a window of the model` },
  ]);
});

it('refuses where none is left, and says why for each', async () => {
  const run = backtestModel(manifest, network, [historyOf(gone)], { costs, trials: 1 });
  await expect(run).rejects.toMatchObject({ code: 'backtest/no-bars' });
  await expect(run).rejects.toThrow(`GONE, its history ends on ${day(firstTestBar - 1)}`);
});
