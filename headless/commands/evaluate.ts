import { Option, type Command } from 'commander';
import type { Estimate, Evaluation, SignificanceTest } from '#contract/evaluation.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { describeSkill } from '../terminal/describe-skill.ts';
import { formatCount, formatDate, formatPercent, formatPrice, formatSignedPercent } from '../terminal/format.ts';
import { renderClasses } from '../terminal/render-classes.ts';
import { nameHorizon, renderByHorizon } from '../terminal/render-horizons.ts';
import { printJson, printResult } from '../terminal/output.ts';
import { renderSkillPlot } from '../terminal/render-skill-plot.ts';
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

export function renderEvaluation(evaluation: Evaluation): string {
  const { slice, direction, baselines, pinball } = evaluation;
  const span = (e: Estimate): string =>
    evaluation.edge === 'unknown' ? '–' : `${formatPercent(e.low)} to ${formatPercent(e.high)}`;
  const instruments = renderTable(
    [
      'Instrument',
      'Days',
      'Accuracy',
      ...evaluation.intervals.map((i) => `${formatPercent(i.nominal, 0)} covered`),
      'Price RMSE',
      'MAE',
      'MAPE',
    ],
    evaluation.instruments.map((i) => [
      i.symbol,
      formatCount(i.days),
      formatPercent(i.accuracy),
      ...i.coverage.map(({ observed }) => formatPercent(observed)),
      formatPrice(i.price.rmse),
      formatPrice(i.price.mae),
      formatPercent(i.price.mape),
    ]),
    [1, 2, 3, 4, 5, 6, 7, 8],
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
  const { crps } = evaluation;
  return [
    `Test slice ${formatDate(slice.from)} to ${formatDate(slice.to)}: ${formatCount(slice.days)} days, ${formatCount(slice.samples)} windows`,
    '',
    `Accuracy of the direction${evaluation.edge === 'unknown' ? '' : ' with its 95 % interval'}`,
    renderSkillPlot(evaluation),
    '',
    describeSkill(evaluation),
    '',
    scores,
    describeTest('Pesaran-Timmermann test of the direction', evaluation.directionTest),
    '',
    renderGrades(evaluation),
    '',
    intervals,
    ...describeRolling(evaluation),
    '',
    instruments,
    '',
    ...(classes === null ? [] : [classes, '']),
    renderErrors(evaluation),
    '',
    renderProbability(evaluation),
    '',
    `Pinball loss ${pinball.model.toFixed(4)} (historical volatility ${pinball.historicalVolatility.toFixed(4)}), skill ${formatPercent(pinball.skill.value)} (95 % interval ${span(pinball.skill)}); CRPS ${crps.model.toFixed(4)} (${crps.historicalVolatility.toFixed(4)})`,
    ...evaluation.lossTests.map(({ loss, versus, test }) =>
      describeTest(`Diebold-Mariano test of the ${lossNames[loss]} against ${versus.replaceAll('-', ' ')}`, test),
    ),
  ].join('\n');
}

const lossNames = { 'squared-error': 'squared error', brier: 'Brier score', pinball: 'pinball loss' } as const;

/** A small p speaks for the model. */
function describeTest(name: string, test: SignificanceTest | null): string {
  if (test === null) return `${name}: cannot be told.`;
  return `${name}: ${test.statistic.toFixed(2)}, p ${test.pValue.toFixed(3)} (days within ${test.lagDays} of each other taken as dependent).`;
}

/** What came of each grade, beside being always in. */
function renderGrades({ grades: report, edge }: Evaluation): string {
  const write = (e: Estimate | null, format: (value: number) => string): string[] => {
    if (e === null) return ['–', '–'];
    return [format(e.value), edge === 'unknown' ? '–' : `${format(e.low)} to ${format(e.high)}`];
  };
  const { alwaysIn, cost } = report;
  return [
    renderTable(
      ['Grade', 'Calls', 'Days', 'Price after it', 'After costs', '95 % interval', 'Right', '95 % interval'],
      [
        ...report.grades.map((g) => [
          g.grade,
          formatCount(g.count),
          formatCount(g.days),
          formatSignedPercent(g.marketReturn.value, 2),
          ...write(g.returnAfterCosts, (value) => formatSignedPercent(value, 2)),
          ...write(g.hitRate, formatPercent),
        ]),
        [
          'always in',
          '',
          '',
          '',
          ...write(alwaysIn.returnAfterCosts, (value) => formatSignedPercent(value, 2)),
          ...write(alwaysIn.hitRate, formatPercent),
        ],
      ],
      [1, 2, 3, 4, 5, 6, 7],
    ),
    `Mean return over the horizon, each call taken at its close and left at the horizon; both fills cost ${formatPercent(cost, 2)}. Calls that the product withdraws are not withdrawn here.`,
  ].join('\n');
}

/** Coverage over time, and what adaptive intervals would have done. */
function describeRolling({ rolling, adaptive }: Evaluation): string[] {
  if (rolling === null) return [];
  const { nominal, bars, tolerance, withinShare, idealShare, lowest, highest } = rolling;
  const other = adaptive.find((score) => score.nominal === nominal);
  return [
    `${formatPercent(nominal, 0)} interval over rolling ${bars} bars: covered ${formatPercent(lowest)} to ${formatPercent(highest)}, within ${formatPercent(tolerance, 0)} of its promise in ${formatPercent(withinShare, 0)} of windows (a forecaster who is right: ${formatPercent(idealShare, 0)}); on average over time on ${rolling.instrumentsWithin} of ${rolling.instruments} instruments`,
    ...(other
      ? [
          `Adaptive levels (ACI) instead: covered ${formatPercent(other.coverage)}, width ${other.meanWidth.toFixed(4)}, within in ${formatPercent(other.rollingWithinShare ?? 0, 0)} of windows; not used`,
        ]
      : []),
  ];
}

function renderErrors({ returns }: Evaluation): string {
  const row = (name: string, rmse: number, mae: number, mape: number): string[] => [
    name,
    formatPercent(rmse, 2),
    formatPercent(mae, 2),
    formatPercent(mape, 2),
  ];
  return renderTable(
    ['Expected return', 'RMSE', 'MAE', 'MAPE of the price'],
    [
      row('model', returns.rmse, returns.mae, returns.mape),
      row('drift', returns.driftRmse, returns.driftMae, returns.driftMape),
      row('ridge', returns.ridgeRmse, returns.ridgeMae, returns.ridgeMape),
    ],
    [1, 2, 3],
  );
}

function renderProbability({ probability: p }: Evaluation): string {
  return [
    renderTable(
      ['P(up)', 'Brier', 'Log-loss'],
      [
        ['model', p.brier.toFixed(4), p.logLoss.toFixed(4)],
        ['base rate', p.baselineBrier.toFixed(4), p.baselineLogLoss.toFixed(4)],
        ['logistic', p.logisticBrier.toFixed(4), p.logisticLogLoss.toFixed(4)],
      ],
      [1, 2],
    ),
    `Expected calibration error ${p.expectedCalibrationError.toFixed(3)}; on as many days luck alone gives about ${p.calibrationErrorByLuck.toFixed(3)}`,
  ].join('\n');
}
