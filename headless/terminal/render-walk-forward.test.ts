import { expect, it } from 'vitest';
import type { Evaluation } from '#contract/evaluation.ts';
import type { HorizonScores, WalkForwardResult } from '#contract/walk-forward.ts';
import { hourlyReportData, trendReportData } from '#engine/reports/fixture.test-data.ts';
import { renderWalkForward } from './render-walk-forward.ts';

const { evaluation, manifest, split } = hourlyReportData();

function resultOf(evaluations: readonly Evaluation[]): WalkForwardResult {
  return {
    id: '0123456789ab',
    experiment: manifest.experiment,
    plan: { folds: 2, mode: 'rolling', seeds: 1 },
    folds: [1, 2].map((fold) => ({
      fold,
      split,
      leftOut: fold === 1 ? ['KGH'] : [],
      trainings: [{ seed: 42, epochs: 9, bestEpoch: 7 }],
    })),
    horizons: evaluations.map((pooled, h): HorizonScores => ({
      horizonBars: pooled.horizonBars,
      folds: [pooled, pooled],
      evaluation: pooled,
      foldsWithSkill: h,
      seeds: [],
      spread: null,
    })),
  };
}

it('shows a single horizon without a heading, and its classes', () => {
  const text = renderWalkForward(resultOf([trendReportData().evaluation]));
  expect(text).toMatch(/^Walk-forward 0123456789ab: price-lstm on JSW; 2 rolling folds, seed 42\nOut of sample /);
  expect(text).not.toContain('── Over');
  expect(text).toMatch(/^Direction over 5 days /m);
  expect(text).toMatch(/^Classes over 5 days /m);
  expect(text.match(/^Fold 1 is without KGH/gm)).toHaveLength(1);
});

it('summarises several horizons, then shows each under its name', () => {
  const text = renderWalkForward(resultOf([1, 24].map((horizonBars) => ({ ...evaluation, horizonBars }))));
  expect(text.match(/^ *(Horizon {2}|── Over .* ──|Direction over .* hours? )/gm)?.map((line) => line.trim())).toEqual([
    'Horizon',
    '── Over 1 hour ──',
    'Direction over 1 hour',
    '── Over 24 hours ──',
    'Direction over 24 hours',
  ]);
  expect(text.match(/^Fold 1 is without KGH/gm)).toHaveLength(1);
  expect(text.match(/^Skill above 0 in \d of 2 folds/gm)).toEqual([
    'Skill above 0 in 0 of 2 folds',
    'Skill above 0 in 1 of 2 folds',
  ]);
});
