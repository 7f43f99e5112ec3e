import { expect, it } from 'vitest';
import { simulatedReportData, walkForwardReportData } from './fixture.test-data.ts';
import { renderJson } from './render-json.ts';

it('writes bars as plain arrays and loses nothing', () => {
  const data = simulatedReportData();
  const read = JSON.parse(renderJson(data)) as { bars: { close: number[] }; forecast: unknown };
  expect(read.bars.close).toEqual(Array.from(data.bars.close));
  expect(read.forecast).toEqual(data.forecast);
});

it('does not depend on the order in which the document was put together', () => {
  const data = simulatedReportData();
  const turned = Object.fromEntries(Object.entries(data).toReversed()) as unknown as typeof data;
  expect(Object.keys(turned)[0]).toBe('manifest');
  expect(renderJson(turned)).toBe(renderJson(data));
});

it('keeps every name that readers of its format know', () => {
  const read = JSON.parse(renderJson(walkForwardReportData())) as Record<string, unknown>;
  expect(read.format).toBe('almanac-report/1');
  // A name may be added here at any time; taking one away, or giving it another meaning, raises the format.
  const known: Readonly<Record<string, readonly string[]>> = {
    instrument: ['symbol', 'currency', 'simulated', 'timeframe', 'bars', 'from', 'to', 'lastClose', 'contentHash'],
    bars: ['time', 'open', 'high', 'low', 'close', 'volume'],
    forecast: [
      'id',
      'symbol',
      'asOf',
      'horizonBars',
      'price',
      'expectedReturn',
      'expectedPrice',
      'quantiles',
      'intervals',
    ],
    pastForecasts: [
      'time',
      'price',
      'levels',
      'quantilePrices',
      'expectedPrice',
      'probabilityUp',
      'outcomeTime',
      'outcomePrice',
    ],
    training: ['engine', 'epochs', 'bestEpoch', 'stoppedEarly', 'parameterCount'],
    certificate: ['instruments', 'cuts', 'checks', 'leaks', 'passed'],
    evaluation: [
      'slice',
      'direction',
      'baselines',
      'skill',
      'edge',
      'unmet',
      'probability',
      'intervals',
      'pinball',
      'returns',
    ],
    backtest: ['from', 'to', 'costs', 'equity', 'strategy', 'buyAndHold', 'trades', 'warnings'],
    walkForward: ['id', 'experiment', 'plan', 'folds', 'horizons'],
    manifest: ['model', 'experiment', 'features', 'dataHashes', 'versions'],
  };
  for (const [name, fields] of Object.entries(known))
    expect(Object.keys(read[name] as object)).toEqual(expect.arrayContaining([...fields]));
  expect(Object.keys(read)).toEqual(
    expect.arrayContaining([
      'createdAt',
      'almanacVersion',
      'findings',
      'otherForecasts',
      'split',
      ...Object.keys(known),
    ]),
  );
});

it('writes what has not come yet as null', () => {
  const { pastForecasts } = JSON.parse(renderJson(simulatedReportData())) as {
    pastForecasts: { outcomePrice: unknown[] };
  };
  expect(pastForecasts.outcomePrice.at(-1)).toBeNull();
});
