import { expect, it } from 'vitest';
import { simulatedReportData } from '#engine/reports/fixture.test-data.ts';
import { renderEvaluation } from './evaluate.ts';

it('shows the skill first, and each number beside what it is held against', () => {
  const text = renderEvaluation(simulatedReportData().evaluation);
  const rows = text.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
  expect(text.indexOf('●')).toBeLessThan(text.indexOf('Brier'));
  expect(rows).toContain('STRONG BUY | 31 | 31 | +2.10 % | +1.10 % | -2.30 % to +4.50 % | 61.3 % | 45.3 % to 77.3 %');
  expect(rows).toContain('HOLD | 263 | 263 | +0.10 % | – | – | – | –');
  expect(rows).toContain('always in | -0.40 % | -1.60 % to +0.80 % | 52.1 % | 47.1 % to 57.1 %');
  expect(rows).toContain('model | 9.12 % | 7.01 % | 7.02 %');
  expect(rows).toContain('ridge | 9.19 % | 7.04 % | 7.07 %');
  expect(rows).toContain('logistic | 0.2489 | 0.6911');
  expect(text).toContain('Pesaran-Timmermann test of the direction: 1.92, p 0.032');
  expect(text).toContain('Diebold-Mariano test of the pinball loss against historical volatility: 2.60, p 0.008');
  expect(text).toContain('within 3 % of its promise in 49 % of windows (a forecaster who is right: 38 %)');
  expect(text).toContain('Expected calibration error 0.024; on as many days luck alone gives about 0.031');
  expect(renderEvaluation({ ...simulatedReportData().evaluation, rolling: null, directionTest: null })).toContain(
    'Pesaran-Timmermann test of the direction: cannot be told.',
  );
});
