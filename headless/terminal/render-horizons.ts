import type { Edge, Evaluation } from '#contract/evaluation.ts';
import { describeHorizon } from './describe-horizon.ts';
import { formatPercent, formatPoints } from './format.ts';
import { renderTable } from './table.ts';

const edges: Readonly<Record<Edge, string>> = { found: 'found', none: 'none', unknown: 'not known' };

/** The coverage that the summary shows. */
const SHOWN_INTERVAL = 0.8;

/**
 * Evaluations as text, one after the other as `render` writes them; where there are several, each under the name of its
 * horizon, and a summary of all before them.
 */
export function renderByHorizon(
  evaluations: readonly Evaluation[],
  render: (evaluation: Evaluation, index: number) => string,
): string {
  const parts = evaluations.map(render);
  if (parts.length === 1) return parts[0]!;
  return [
    renderHorizonSummary(evaluations),
    ...parts.map((part, i) => `── Over ${nameHorizon(evaluations[i]!)} ──\n\n${part}`),
  ].join('\n\n');
}

/** A row for each horizon: what decides what the model is worth there. */
export function renderHorizonSummary(evaluations: readonly Evaluation[]): string {
  const rows = evaluations.map((evaluation) => {
    const { direction, baselines, skill, probability, intervals, edge } = evaluation;
    const best = baselines.find(({ name }) => name === skill.versus);
    return [
      nameHorizon(evaluation),
      formatPercent(direction.accuracy.value),
      `${formatPercent(best?.accuracy.value ?? NaN)} ${skill.versus}`,
      formatPoints(skill.value),
      edge === 'unknown' ? '–' : `${formatPoints(skill.low)} to ${formatPoints(skill.high)}`,
      probability.brier.toFixed(4),
      probability.baselineBrier.toFixed(4),
      formatPercent(intervals.find(({ nominal }) => nominal === SHOWN_INTERVAL)?.coverage.value ?? NaN),
      edges[edge],
    ];
  });
  const header = [
    'Horizon',
    'Accuracy',
    'Best baseline',
    'Skill',
    '95 % interval',
    'Brier',
    'Base rate',
    `${formatPercent(SHOWN_INTERVAL, 0)} covered`,
    'Edge',
  ];
  return `${renderTable(header, rows, [0, 1, 3, 4, 5, 6, 7])}\nEach interval is that of its horizon alone: of several horizons, one may look good by luck.`;
}

export function nameHorizon({ horizonBars, timeframe }: Pick<Evaluation, 'horizonBars' | 'timeframe'>): string {
  return describeHorizon(horizonBars, timeframe);
}
