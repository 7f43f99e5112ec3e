import type { Estimate, Evaluation } from '#contract/evaluation.ts';
import type { HorizonScores, SeedMetric, WalkForwardFold, WalkForwardResult } from '#contract/walk-forward.ts';
import { describeDays, describeUnmet } from './describe-skill.ts';
import { formatCount, formatDate, formatPercent, formatPoints } from './format.ts';
import { renderClasses } from './render-classes.ts';
import { nameHorizon, renderByHorizon } from './render-horizons.ts';
import { renderTable } from './table.ts';

/** The coverage that the tables show. */
const SHOWN_INTERVAL = 0.8;

/**
 * A walk-forward as text. For each horizon: folds, what they come to together, the spread over the seeds, the verdict;
 * before them a summary, where there are several.
 */
export function renderWalkForward(result: WalkForwardResult): string {
  const { id, experiment, plan, folds, horizons } = result;
  const seeds = plan.seeds === 1 ? `seed ${experiment.seed}` : `${plan.seeds} seeds from ${experiment.seed} on`;
  const several = horizons.length > 1;
  return [
    `Walk-forward ${id}: ${experiment.spec.name} on ${experiment.instruments.join(', ')}; ${folds.length} ${plan.mode} folds, ${seeds}`,
    // The fold table of a single horizon says it below itself.
    ...(several ? [...describeLeftOut(folds), ''] : []),
    renderByHorizon(
      horizons.map(({ evaluation }) => evaluation),
      (_, h) => renderHorizon(result, horizons[h]!, several ? [] : describeLeftOut(folds)),
    ),
  ].join('\n');
}

function renderHorizon({ folds, plan }: WalkForwardResult, scores: HorizonScores, leftOut: readonly string[]): string {
  const { evaluation } = scores;
  const { slice } = evaluation;
  const classes = renderClasses(evaluation);
  return [
    `Out of sample ${formatDate(slice.from)} to ${formatDate(slice.to)}: ${formatCount(slice.days)} days, ${formatCount(slice.samples / plan.seeds)} windows. Every network had seen only bars before those that it is scored on.`,
    '',
    renderFolds(folds, scores),
    'Skill: points of accuracy above the best baseline of that row. Brier gain: score of the base rate minus that of the model.',
    ...leftOut,
    '',
    renderScores(evaluation),
    ...renderSeeds(scores),
    '',
    ...(classes === null ? [] : [classes, '']),
    `Brier score ${evaluation.probability.brier.toFixed(4)} (base rate ${evaluation.probability.baselineBrier.toFixed(4)}), pinball skill against historical volatility ${formatPercent(evaluation.pinball.skill.value)}${spanOf(evaluation, evaluation.pinball.skill)}`,
    `Skill above 0 in ${scores.foldsWithSkill} of ${folds.length} folds, each against the best baseline of its own fold.`,
    '',
    describeVerdict(evaluation, folds.length),
  ].join('\n');
}

function renderFolds(folds: readonly WalkForwardFold[], scores: HorizonScores): string {
  const numbers = ({ slice, direction, skill, probability, intervals }: Evaluation): string[] => [
    formatCount(slice.days),
    formatPercent(direction.accuracy.value),
    formatPoints(skill.value),
    skill.versus,
    direction.mcc.value.toFixed(3),
    formatGain(probability.baselineBrier - probability.brier),
    formatPercent(intervals.find(({ nominal }) => nominal === SHOWN_INTERVAL)?.coverage.value ?? NaN),
  ];
  const rows = folds.map(({ fold, split, trainings }, f) => {
    const test = split.find(({ name }) => name === 'test')!;
    const train = split.find(({ name }) => name === 'train')!;
    return [
      String(fold),
      formatDate(train.from),
      `${formatDate(test.from)} to ${formatDate(test.to)}`,
      trainings.map(({ epochs }) => epochs).join(' '),
      ...numbers(scores.folds[f]!),
    ];
  });
  const header = [
    'Fold',
    'Trained from',
    'Tested on',
    'Epochs',
    'Days',
    'Accuracy',
    'Skill',
    'Versus',
    'MCC',
    'Brier gain',
    `${formatPercent(SHOWN_INTERVAL, 0)} covered`,
  ];
  const total = ['all', '', '', '', ...numbers(scores.evaluation)];
  return renderTable(header, [...rows, total], [0, 3, 4, 5, 6, 8, 9, 10]);
}

function formatGain(gain: number): string {
  return `${gain >= 0 ? '+' : ''}${gain.toFixed(4)}`;
}

function describeLeftOut(folds: readonly WalkForwardFold[]): string[] {
  return folds.flatMap(({ fold, leftOut }) =>
    leftOut.length > 0 ? [`Fold ${fold} is without ${leftOut.join(', ')}: too few bars to train on by then.`] : [],
  );
}

function renderScores(evaluation: Evaluation): string {
  const { direction, baselines } = evaluation;
  return renderTable(
    [`Direction over ${nameHorizon(evaluation)}`, 'Accuracy', '95 % interval', 'MCC'],
    [direction, ...baselines].map(({ name, accuracy, mcc }) => [
      name,
      formatPercent(accuracy.value),
      evaluation.edge === 'unknown' ? '–' : `${formatPercent(accuracy.low)} to ${formatPercent(accuracy.high)}`,
      mcc.value.toFixed(3),
    ]),
    [1, 2, 3],
  );
}

const seedColumns: readonly { metric: SeedMetric; title: string; format: (value: number) => string }[] = [
  { metric: 'accuracy', title: 'Accuracy', format: formatPercent },
  { metric: 'skill', title: 'Skill', format: formatPoints },
  { metric: 'mcc', title: 'MCC', format: (value) => value.toFixed(3) },
  { metric: 'brier', title: 'Brier', format: (value) => value.toFixed(4) },
  { metric: 'pinballSkill', title: 'Pinball skill', format: formatPercent },
];

/** Mean and standard deviation; the seeds one by one would tempt to pick the best. */
function renderSeeds({ spread, seeds }: HorizonScores): string[] {
  if (!spread) return [];
  const row = (title: string, part: 'mean' | 'standardDeviation'): string[] => [
    title,
    // A deviation has no sign.
    ...seedColumns.map(({ metric, format }) => format(spread[metric][part]).replace(/^\+/, part === 'mean' ? '+' : '')),
  ];
  return [
    '',
    renderTable(
      [`Over ${seeds.length} seeds`, ...seedColumns.map(({ title }) => title)],
      [row('mean', 'mean'), row('standard deviation', 'standardDeviation')],
      [1, 2, 3, 4, 5],
    ),
  ];
}

function spanOf({ edge }: Evaluation, { low, high }: Estimate): string {
  return edge === 'unknown' ? '' : ` (95 % interval ${formatPercent(low)} to ${formatPercent(high)})`;
}

/** Is there an edge, by how much, and if not, why not. */
function describeVerdict({ edge, skill, unmet, slice, daysNeeded }: Evaluation, folds: number): string {
  const difference = `${formatPoints(skill.value)} points of direction accuracy against "${skill.versus}"`;
  const interval = `(95 % interval ${formatPoints(skill.low)} to ${formatPoints(skill.high)})`;
  switch (edge) {
    case 'found':
      return `Edge found out of sample, over ${folds} folds: ${difference} ${interval}.`;
    case 'none':
      return `No edge found out of sample, over ${folds} folds: ${difference} ${interval}; ${describeUnmet(unmet)}.`;
    case 'unknown':
      return `Too few days to tell whether there is an edge (${describeDays(slice.days, daysNeeded)}): ${difference} so far.`;
  }
}
