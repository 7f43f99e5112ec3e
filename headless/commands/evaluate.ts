import { Option, type Command } from 'commander';
import type { Estimate, Evaluation } from '#contract/evaluation.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { describeSkill } from '../terminal/describe-skill.ts';
import { formatCount, formatDate, formatPercent } from '../terminal/format.ts';
import { renderClasses } from '../terminal/render-classes.ts';
import { nameHorizon, renderByHorizon } from '../terminal/render-horizons.ts';
import { printJson, printResult } from '../terminal/output.ts';
import { renderWalkForward } from '../terminal/render-walk-forward.ts';
import { renderTable } from '../terminal/table.ts';

interface EvaluateOptions extends SharedOptions {
  readonly model: string;
  readonly walkForward?: string;
}

export function addEvaluateCommand(program: Command): void {
  const command = program
    .command('evaluate')
    .description('score a model on its test slice, beside baselines that need no model')
    .option('--model <name>', 'model, such as price-lstm or price-lstm@2', 'price-lstm')
    .addOption(new Option('--walk-forward <id>', 'show a finished walk-forward instead').conflicts('model'));
  describeCommand(command, 'almanac evaluate --model price-lstm').action(async (options: EvaluateOptions) => {
    await withEngine(options, async ({ client, json }) => {
      if (options.walkForward !== undefined) {
        const result = await client.experiments.recallWalkForward({ id: options.walkForward });
        if (json) printJson(result);
        else printResult(renderWalkForward(result));
        return;
      }
      const evaluations = await client.experiments.evaluate({ model: options.model });
      if (json) printJson(evaluations);
      else printResult(renderByHorizon(evaluations, renderEvaluation));
    });
  });
}

function renderEvaluation(evaluation: Evaluation): string {
  const { slice, direction, baselines, probability, pinball } = evaluation;
  const span = (e: Estimate): string =>
    evaluation.edge === 'unknown' ? '–' : `${formatPercent(e.low)} to ${formatPercent(e.high)}`;
  const instruments = renderTable(
    ['Instrument', 'Days', 'Accuracy', ...evaluation.intervals.map((i) => `${formatPercent(i.nominal, 0)} covered`)],
    evaluation.instruments.map((i) => [
      i.symbol,
      formatCount(i.days),
      formatPercent(i.accuracy),
      ...i.coverage.map(({ observed }) => formatPercent(observed)),
    ]),
    [1, 2, 3, 4, 5],
  );
  const scores = renderTable(
    [`Direction over ${nameHorizon(evaluation)}`, 'Accuracy', '95 % interval', 'MCC'],
    [direction, ...baselines].map((s) => [
      s.name,
      formatPercent(s.accuracy.value),
      span(s.accuracy),
      s.mcc.value.toFixed(3),
    ]),
    [1, 2, 3],
  );
  const intervals = renderTable(
    ['Interval', 'Covered', '95 % interval', 'Mean width', 'Historical volatility covered', 'its width'],
    evaluation.intervals.map((i) => [
      formatPercent(i.nominal, 0),
      formatPercent(i.coverage.value),
      span(i.coverage),
      i.meanWidth.toFixed(4),
      formatPercent(i.baselineCoverage),
      i.baselineMeanWidth.toFixed(4),
    ]),
    [0, 1, 2, 3, 4, 5],
  );
  const classes = renderClasses(evaluation);
  return [
    `Test slice ${formatDate(slice.from)} to ${formatDate(slice.to)}: ${formatCount(slice.days)} days, ${formatCount(slice.samples)} windows`,
    '',
    scores,
    '',
    intervals,
    '',
    instruments,
    '',
    ...(classes === null ? [] : [classes, '']),
    `Brier score ${probability.brier.toFixed(4)} (base rate ${probability.baselineBrier.toFixed(4)}), expected calibration error ${probability.expectedCalibrationError.toFixed(3)}`,
    `Pinball loss ${pinball.model.toFixed(4)} (historical volatility ${pinball.historicalVolatility.toFixed(4)}), skill ${formatPercent(pinball.skill.value)} (95 % interval ${span(pinball.skill)})`,
    '',
    describeSkill(evaluation),
  ].join('\n');
}
