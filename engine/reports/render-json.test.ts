import { expect, it } from 'vitest';
import { simulatedReportData } from './fixture.test-data.ts';
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
