import { expect, it } from 'vitest';
import type { Forecast } from '#contract/forecast.ts';
import { hourlyReportData, simulatedReportData } from '#engine/reports/fixture.test-data.ts';
import { renderForecasts } from './predict.ts';

const hourly = (symbol: string, horizonBars: number, more: Partial<Forecast> = {}): Forecast => ({
  ...hourlyReportData().forecast,
  symbol,
  horizonBars,
  ...more,
});
const wide = { kind: 'too-wide', width: 0.41, limit: 0.35 } as const;
const unseen = { kind: 'out-of-distribution', share: 0.24, limit: 0.1 } as const;

function rowsOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
}

it('says days and weeks by their day, hours by the time of the bar', () => {
  const { forecast } = simulatedReportData();
  const { timeframe, ...old } = forecast;
  expect(timeframe).toBe('1d');
  expect(rowsOf(renderForecasts([forecast]))[2]).toBe(
    'JSW | 2026-11-20 | 32.50 | +15.1 % | 70 % | 32.83 … 41.99 | 14 days | BUY',
  );
  expect(renderForecasts([old])).toContain('14 days');
  expect(renderForecasts([{ ...forecast, timeframe: '1w', horizonBars: 1 }])).toContain(' 1 week ');
  expect(rowsOf(renderForecasts([hourly('BTC', 4), hourly('BTC', 24)])).slice(2)).toEqual([
    'BTC | 2026-11-20 15:00 UTC | 32.50 | +1.6 % | 52 % | 32.54 … 33.54 | 4 hours | BUY',
    'BTC | 2026-11-20 15:00 UTC | 32.50 | +1.6 % | 52 % | 32.54 … 33.54 | 24 hours | BUY',
  ]);
});

it('names the horizon of a reason only where it does not hold for all', () => {
  const text = renderForecasts([
    hourly('BTC', 4, { grade: 'NO CALL', abstentions: [unseen] }),
    hourly('ETH', 4),
    hourly('BTC', 24, { grade: 'NO CALL', abstentions: [unseen, wide] }),
    hourly('ETH', 24, { grade: 'NO CALL', abstentions: [wide] }),
  ]);
  expect(text.split('\n').filter((line) => line.startsWith('NO CALL'))).toEqual([
    'NO CALL for BTC: 24.0 % of the inputs lie outside of what the model saw in training (limit 10.0 %).',
    'NO CALL over 24 hours for BTC, ETH: the 80 % interval spans 41.0 % of the price (limit 35.0 %).',
  ]);
});

it('says that the leak certificate did not pass', () => {
  expect(
    renderForecasts([
      hourly('BTC', 4, { grade: 'NO CALL', abstentions: [{ kind: 'leak', stages: ['features', 'purge'] }] }),
    ]),
  ).toContain("NO CALL for BTC: the model's leak certificate did not pass (features, purge)");
});

it('adds the chance of any return, and where a forecast comes from', () => {
  const forecast = { ...simulatedReportData().forecast };
  const state = { id: forecast.id, kind: 'cached', ageMs: 2 * 3_600_000 + 60_000, moved: null } as const;
  const rows = rowsOf(renderForecasts([forecast], { states: [state], atLeast: [0.05, -0.1] }));
  expect(rows[0]).toBe(
    'Symbol | As of | Price | Expected | P(up) | P(≥ +5.0 %) | P(≥ -10.0 %) | 80 % interval | Horizon | Grade | State',
  );
  // Log-normal quantiles about +15.08 % with a deviation of 11 points.
  expect(rows[2]).toMatch(/\| 70 % \| 8[0-9]\.\d % \| 9[0-9]\.\d % \| .* \| BUY \| cached \(2 h 1 min\)$/);
});
