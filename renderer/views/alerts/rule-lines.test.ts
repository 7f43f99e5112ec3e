import { describe, expect, it } from 'vitest';
import type { AlertCondition, AlertEvent } from '#contract/alert.ts';
import type { InstrumentSummary } from '#contract/api/market-data.ts';
import type { Forecast } from '#contract/forecast.ts';
import { lineOf } from './rule-lines.ts';

const histories = [
  { timeframe: '1m', lastClose: 7, to: 9 },
  { timeframe: '1d', lastClose: 80, to: 5 },
] as InstrumentSummary[];
const forecast = (name: string, version: number, horizonBars: number, probabilityUp: number): Forecast =>
  ({ model: { name, version }, horizonBars, probabilityUp, grade: 'HOLD' }) as Forecast;
/** Newest first. */
const ledger = [forecast('b', 1, 5, 0.4), forecast('a', 2, 14, 0.55), forecast('a', 1, 14, 0.7)];

function line(condition: AlertCondition, events: readonly AlertEvent[] = []) {
  const rule = { id: 1, symbol: 'AAA', condition, isEnabled: true, createdAt: 1 };
  return lineOf(rule, histories, ledger, events);
}

describe('a rule as it stands', () => {
  it('is as far from a price as the close of its own bars', () => {
    const found = line({ kind: 'price', timeframe: '1d', crosses: 'above', price: 88 });
    expect(found.now).toEqual({ kind: 'price', close: 80, time: 5 });
    expect(found.distance).toBeCloseTo(0.1, 12);
    expect(line({ kind: 'price', timeframe: '1h', crosses: 'above', price: 88 })).toMatchObject({
      now: null,
      distance: null,
    });
  });

  it('looks at the newest forecast that it means', () => {
    const rule = { kind: 'probability-up', crosses: 'above', probability: 0.6 } as const;
    expect(line(rule).distance).toBeCloseTo(0.2, 12);
    expect(line({ ...rule, model: 'a' }).distance).toBeCloseTo(0.05, 12);
    expect(line({ ...rule, model: 'a@1' }).distance).toBeCloseTo(-0.1, 12);
    expect(line({ ...rule, horizonBars: 14 }).distance).toBeCloseTo(0.05, 12);
    expect(line({ ...rule, model: 'c' }).now).toBeNull();
    expect(line({ kind: 'grade', model: 'b' })).toMatchObject({ now: { forecast: ledger[0] }, distance: null });
  });

  it('counts what it has told', () => {
    const event = (ruleId: number, createdAt: number) => ({ ruleId, createdAt }) as AlertEvent;
    expect(line({ kind: 'grade' }, [event(1, 5), event(2, 9), event(1, 7)])).toMatchObject({
      fired: 2,
      lastFiredAt: 7,
    });
    expect(line({ kind: 'grade' })).toMatchObject({ fired: 0, lastFiredAt: null });
  });
});
