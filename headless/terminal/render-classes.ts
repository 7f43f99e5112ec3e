import type { Evaluation } from '#contract/evaluation.ts';
import { formatCount, formatPercent } from './format.ts';
import { nameHorizon } from './render-horizons.ts';
import { renderTable } from './table.ts';

/** What a model with a trend label did with its classes, as text; nothing for other models. */
export function renderClasses(evaluation: Evaluation): string | null {
  const { classes: report, edge } = evaluation;
  if (!report) return null;
  const { accuracy } = report;
  const interval =
    edge === 'unknown' ? '' : ` (95 % interval ${formatPercent(accuracy.low)} to ${formatPercent(accuracy.high)})`;
  return [
    renderTable(
      [`Classes over ${nameHorizon(evaluation)}`, 'Support', 'Precision', 'Recall', 'F1'],
      report.classes.map((c) => [
        c.name,
        formatCount(c.support),
        formatPercent(c.precision),
        formatPercent(c.recall),
        c.f1.toFixed(3),
      ]),
      [1, 2, 3, 4],
    ),
    '',
    renderTable(
      ['Confusion', ...report.classes.map(({ name }) => `said ${name}`)],
      report.classes.map(({ name }, actual) => [`was ${name}`, ...report.confusion[actual]!.map(formatCount)]),
      report.classes.map((_, c) => c + 1),
    ),
    '',
    `Right class ${formatPercent(accuracy.value)}${interval}, always the most frequent one ${formatPercent(report.majorityAccuracy)}; macro F1 ${report.macroF1.toFixed(3)}`,
    `Log-loss ${report.logLoss.toFixed(4)} (base rate ${report.baselineLogLoss.toFixed(4)}; lower is better)`,
  ].join('\n');
}
