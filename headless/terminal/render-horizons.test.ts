import { describe, expect, it } from 'vitest';
import type { Evaluation } from '#contract/evaluation.ts';
import { hourlyReportData, shortReportData, trendReportData } from '#engine/reports/fixture.test-data.ts';
import { renderClasses } from './render-classes.ts';
import { renderByHorizon, renderHorizonSummary } from './render-horizons.ts';

const over = (horizonBars: number, more: Partial<Evaluation> = {}): Evaluation => ({
  ...hourlyReportData().evaluation,
  horizonBars,
  ...more,
});

describe('renderHorizonSummary', () => {
  it('has a row for each horizon, with its baseline, and no interval where none is known', () => {
    const lines = renderHorizonSummary([over(1), over(24, { edge: 'none' }), over(168, { edge: 'unknown' })]).split(
      '\n',
    );
    expect(lines[0]).toMatch(
      /^ *Horizon +Accuracy +Best baseline +Skill +95 % interval +Brier +Base rate +80 % covered +Edge$/,
    );
    expect(lines.slice(2, 5).map((line) => line.trim().replaceAll(/ {2,}/g, ' | '))).toEqual([
      '1 hour | 55.8 % | 52.1 % always-up | +3.7 | +0.8 to +6.6 | 0.2431 | 0.2494 | 79.2 % | found',
      '24 hours | 55.8 % | 52.1 % always-up | +3.7 | +0.8 to +6.6 | 0.2431 | 0.2494 | 79.2 % | none',
      '168 hours | 55.8 % | 52.1 % always-up | +3.7 | – | 0.2431 | 0.2494 | 79.2 % | not known',
    ]);
    expect(lines[5]).toMatch(/by luck\.$/);
  });
});

describe('renderByHorizon', () => {
  it('shows a single horizon as it is', () => {
    expect(renderByHorizon([over(4)], () => 'all of it')).toBe('all of it');
  });

  it('puts the summary first and a heading over each horizon', () => {
    const text = renderByHorizon([over(1), over(4)], ({ horizonBars }, index) => `part ${index}: ${horizonBars}`);
    expect(text).toMatch(/^ *Horizon (.|\n)*\n\n── Over 1 hour ──\n\npart 0: 1\n\n── Over 4 hours ──\n\npart 1: 4$/);
  });
});

describe('renderClasses', () => {
  it('shows each class, the confusion, and both scores beside what needs no model', () => {
    const text = renderClasses(trendReportData().evaluation)!;
    const lines = text.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
    expect(lines[0]).toBe('Classes over 5 days | Support | Precision | Recall | F1');
    expect(lines).toContain('down | 122 | 48.6 % | 42.6 % | 0.454');
    expect(lines).toContain('Confusion | said down | said flat | said up');
    expect(lines).toContain('was down | 52 | 36 | 34');
    expect(lines.slice(-2)).toEqual([
      'Right class 48.3 % (95 % interval 44.2 % to 52.4 %), always the most frequent one 36.9 %; macro F1 0.480',
      'Log-loss 1.0412 (base rate 1.0951; lower is better)',
    ]);
  });

  it('has no interval on too few days, and nothing to say of models without classes', () => {
    expect(renderClasses({ ...trendReportData().evaluation, edge: 'unknown' })).not.toContain('interval');
    expect(renderClasses(shortReportData().evaluation)).toBeNull();
  });
});
