import { expect, it } from 'vitest';
import type { LedgerEntry, ScoredLedger } from '#contract/ledger.ts';
import { simulatedReportData } from '#engine/reports/fixture.test-data.ts';
import { renderLedger } from './ledger.ts';

const { forecast } = simulatedReportData();
const scored: LedgerEntry = {
  forecast,
  state: 'scored',
  outcome: {
    time: 1,
    return: 0.02,
    price: 33.15,
    hit: true,
    intervals: [{ coverage: 0.8, held: false }],
    brier: 0.09,
    pinball: 0.01,
    transform: 0.1,
  },
};
const estimate = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 });
const ledger: ScoredLedger = {
  entries: [{ forecast, state: 'pending', barsKnown: 3 }, scored, { forecast, state: 'lost' }],
  summaries: [
    {
      timeframe: '1d',
      horizonBars: 14,
      scored: 1,
      pending: 1,
      days: 1,
      daysNeeded: 280,
      scores: {
        hitRate: estimate(0.6),
        upShare: 0.55,
        coverage: [{ nominal: 0.8, observed: estimate(0.75) }],
        brier: estimate(0.24),
        pinball: 0.01,
      },
    },
  ],
};
const rowsOf = (text: string): string[] => text.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));

it('says what came, what is waiting, and that one day is too few to tell', () => {
  const rows = rowsOf(renderLedger(ledger));
  expect(rows.slice(0, 3)).toEqual([
    'Over 14 days: 1 scored, 1 waiting for their outcome, on 1 day: too few to tell, 280 days are needed.',
    'Direction right 60.0 %; always up 55.0 %. Brier score 0.2400 (a coin toss 0.2500).',
    'Intervals held: 80 % in 75.0 %.',
  ]);
  expect(rows.slice(-3).map((row) => row.split(' | ').slice(6).join(' | '))).toEqual([
    'BUY | bar 3 of 14 | – | –',
    'BUY | +2.0 % (33.15) | right | missed',
    'BUY | its bar is gone | – | –',
  ]);
});

it('has intervals where there are days enough, and a word where there is nothing', () => {
  const summaries = [{ ...ledger.summaries[0]!, days: 280 }];
  expect(renderLedger({ ...ledger, summaries })).toContain('Direction right 60.0 % (50.0 % to 70.0 %)');
  expect(renderLedger({ entries: [], summaries: [] })).toContain('almanac predict');
});
