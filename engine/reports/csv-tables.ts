import type { EpochMs } from '#contract/bars.ts';
import type { Estimate, Evaluation } from '#contract/evaluation.ts';
import type { ReportData } from '#contract/report.ts';
import { timeframeOf } from '#contract/span.ts';
import { tradesTable } from '#contract/trades-table.ts';
import type { CsvTable, CsvValue } from '#contract/csv-table.ts';

/** The tables of the CSV report; docs/report-csv.md tells what their columns mean. */
export function listCsvTables(data: ReportData): CsvTable[] {
  return [forecasts(data), pastForecasts(data), metrics(data), equity(data), tradesTable(data.backtest.trades)];
}

/** RFC 3339, in UTC. */
function timeOf(time: EpochMs): string {
  return new Date(time).toISOString();
}

/** A row for each quantile of each horizon. */
function forecasts({ forecast, otherForecasts }: ReportData): CsvTable {
  return {
    name: 'forecast',
    columns: [
      ...['symbol', 'model', 'model_version', 'as_of', 'timeframe', 'horizon_bars', 'currency', 'price'],
      ...['grade', 'probability_up', 'expected_price', 'level', 'quantile_return', 'quantile_price'],
    ],
    rows: [forecast, ...otherForecasts].flatMap((f) =>
      f.quantiles.map((quantile): CsvValue[] => [
        ...[
          f.symbol,
          f.model.name,
          f.model.version,
          timeOf(f.asOf),
          timeframeOf(f),
          f.horizonBars,
          f.currency,
          f.price,
        ],
        ...[f.grade, f.probabilityUp, f.expectedPrice, quantile.level, quantile.return, quantile.price],
      ]),
    ),
  };
}

/** A row for each bar of the test slice. */
function pastForecasts({ forecast, pastForecasts: past }: ReportData): CsvTable {
  const { levels } = past;
  return {
    name: 'past-forecasts',
    columns: [
      ...['symbol', 'as_of', 'horizon_bars', 'price', 'probability_up', 'expected_price'],
      ...levels.map((level) => `quantile_price_${String(level)}`),
      ...['outcome_time', 'outcome_price'],
    ],
    rows: Array.from(past.time, (time, row): CsvValue[] => [
      ...[forecast.symbol, timeOf(time), forecast.horizonBars, past.price[row]!],
      ...[past.probabilityUp[row]!, past.expectedPrice[row]!],
      ...past.quantilePrices.subarray(row * levels.length, (row + 1) * levels.length),
      Number.isNaN(past.outcomeTime[row]!) ? null : timeOf(past.outcomeTime[row]!),
      past.outcomePrice[row]!,
    ]),
  };
}

/** A row for each metric of each method, the model's beside those of the baselines. */
function metrics({ evaluation, backtest }: ReportData): CsvTable {
  const { horizonBars } = evaluation;
  const rows: CsvValue[][] = [];
  const known = evaluation.edge !== 'unknown';
  const add = (metric: string, method: string, value: number | null): void => {
    rows.push([metric, method, horizonBars, value, null, null, evaluation.slice.samples, evaluation.slice.days]);
  };
  const addEstimate = (metric: string, method: string, { value, low, high }: Estimate): void => {
    const bounds: CsvValue[] = known ? [low, high] : [null, null];
    rows.push([metric, method, horizonBars, value, ...bounds, evaluation.slice.samples, evaluation.slice.days]);
  };
  for (const score of [{ ...evaluation.direction, name: 'model' }, ...evaluation.baselines]) {
    addEstimate('accuracy', score.name, score.accuracy);
    addEstimate('mcc', score.name, score.mcc);
  }
  addEstimate('skill', `model minus ${evaluation.skill.versus}`, evaluation.skill);
  addScores(evaluation, add, addEstimate);
  const strategies = { strategy: backtest.strategy, 'buy-and-hold': backtest.buyAndHold };
  for (const [name, statistics] of Object.entries(strategies)) {
    for (const [key, value] of Object.entries({ ...statistics } as Record<string, unknown>)) {
      if (typeof value === 'number' || value === null) {
        rows.push([`backtest_${snakeCase(key)}`, name, horizonBars, value, null, null, null, null]);
      }
    }
  }
  return {
    name: 'metrics',
    columns: ['metric', 'method', 'horizon_bars', 'value', 'low_95', 'high_95', 'samples', 'days'],
    rows,
  };
}

function addScores(
  { probability, intervals, pinball, returns, classes }: Evaluation,
  add: (metric: string, method: string, value: number | null) => void,
  addEstimate: (metric: string, method: string, estimate: Estimate) => void,
): void {
  add('brier', 'model', probability.brier);
  add('brier', 'base-rate', probability.baselineBrier);
  add('expected_calibration_error', 'model', probability.expectedCalibrationError);
  for (const interval of intervals) {
    const name = String(Math.round(interval.nominal * 100));
    addEstimate(`coverage_${name}`, 'model', interval.coverage);
    add(`coverage_${name}`, 'historical-volatility', interval.baselineCoverage);
    add(`width_${name}`, 'model', interval.meanWidth);
    add(`width_${name}`, 'historical-volatility', interval.baselineMeanWidth);
  }
  add('pinball', 'model', pinball.model);
  add('pinball', 'historical-volatility', pinball.historicalVolatility);
  addEstimate('pinball_skill', 'model', pinball.skill);
  add('rmse', 'model', returns.rmse);
  add('rmse', 'drift', returns.driftRmse);
  add('mae', 'model', returns.mae);
  add('mae', 'drift', returns.driftMae);
  if (!classes) return;
  addEstimate('class_accuracy', 'model', classes.accuracy);
  add('class_accuracy', 'majority', classes.majorityAccuracy);
  add('class_macro_f1', 'model', classes.macroF1);
  add('class_log_loss', 'model', classes.logLoss);
  add('class_log_loss', 'base-rate', classes.baselineLogLoss);
  for (const { name, precision, recall, f1, support } of classes.classes) {
    add(`class_${name}_precision`, 'model', precision);
    add(`class_${name}_recall`, 'model', recall);
    add(`class_${name}_f1`, 'model', f1);
    add(`class_${name}_support`, 'model', support);
  }
}

function equity({ backtest: { equity: curve } }: ReportData): CsvTable {
  return {
    name: 'equity',
    columns: ['time', 'strategy', 'buy_and_hold', 'drawdown', 'position'],
    rows: curve.time.map((time, i) => [
      ...[timeOf(time), curve.strategy[i]!, curve.buyAndHold[i]!],
      ...[curve.drawdown[i]!, curve.position[i]!],
    ]),
  };
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
