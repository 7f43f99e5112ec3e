import type { BacktestResult, StrategyStatistics } from '#contract/backtest.ts';
import { bullets, dataTable, figure, heading, note, panel, paragraph, subheading, together } from '../blocks.ts';
import { equity } from '../charts/equity.ts';
import type { ReportFormat } from '../format.ts';
import type { Content } from '../pdf-content.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';
import { spanOf } from '#contract/span.ts';
import { colours, page } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';

const order: readonly (keyof StrategyStatistics)[] = [
  'totalReturn',
  'cagr',
  'volatility',
  'sharpe',
  'sortino',
  'calmar',
  'maxDrawdown',
  'longestDrawdownDays',
  'exposure',
  'turnover',
  'trades',
  'hitRate',
  'profitFactor',
  'averageTrade',
  'feesPaid',
  'slippagePaid',
  'borrowPaid',
];

/** Fewer months than this need no table. */
const FEWEST_MONTHS = 3;

const NOTHING = '–';

/** What trading by the forecasts would have brought, beside doing nothing, and how much of it may be luck. */
export const backtest: Section = ({ backtest: result, instrument }, texts, format) => {
  const words = texts.backtest;
  const svg = renderChart(equity(result, texts, format), page.textWidth, 225);
  const { rule, costs } = result;
  const strategy = columnOf(result.strategy, texts, format, instrument.currency);
  const buyAndHold = columnOf(result.buyAndHold, texts, format, instrument.currency);
  const isFree = result.strategy.borrowPaid === 0;
  const warnings: Content[] =
    result.warnings.length === 0
      ? []
      : [
          panel(
            [{ text: words.warnings, bold: true, color: colours.warning }, bullets(result.warnings.map(words.warning))],
            colours.warning,
            colours.warningFill,
          ),
        ];
  return [
    together([
      heading(words.heading),
      ...warnings,
      ...(rule.kind === 'probability-threshold'
        ? [
            paragraph(
              words.rule(
                rule.enterProbability,
                rule.exitProbability,
                spanOf(rule.horizonBars, result.timeframe),
                format.date(result.from),
                format.date(result.to),
              ),
            ),
          ]
        : []),
      paragraph(words.costs(costs.feeBasisPoints, costs.slippageBasisPoints + (costs.spreadBasisPoints ?? 0) / 2)),
      figure(svg, page.textWidth),
    ]),
    dataTable(
      [
        { title: '', width: '*', alignment: 'left' },
        { title: words.strategy, width: 130, alignment: 'right' },
        { title: words.buyAndHold, width: 130, alignment: 'right' },
      ],
      order
        .filter((row) => row !== 'borrowPaid' || !isFree)
        .map((row) => [words.rows[row], strategy[row], buyAndHold[row]]),
    ),
    ...(result.strategy.trades === 0 ? [paragraph(words.noTrades)] : []),
    together([
      subheading(words.evidenceHeading),
      bullets(words.evidence(result.strategy.sharpe, result.buyAndHold.sharpe, result.evidence)),
      costTable(result, words, format),
    ]),
    ...(result.months.length < FEWEST_MONTHS ? [] : [monthTable(result, words, format)]),
    note(words.humility),
  ];
};

function columnOf(
  statistics: StrategyStatistics,
  { backtest: words }: ReportTexts,
  format: ReportFormat,
  currency: string,
): Record<keyof StrategyStatistics, string> {
  const known = (value: number | null, write: (value: number) => string): string =>
    value === null ? NOTHING : write(value);
  const ratio = (value: number | null): string => known(value, (number) => format.number(number, 2));
  const money = (value: number): string => format.money(value, currency, 1);
  return {
    totalReturn: format.change(statistics.totalReturn),
    cagr: statistics.cagr === null ? words.underAYear : format.change(statistics.cagr),
    volatility: format.percent(statistics.volatility),
    sharpe: ratio(statistics.sharpe),
    sortino: ratio(statistics.sortino),
    calmar: ratio(statistics.calmar),
    maxDrawdown: format.percent(statistics.maxDrawdown),
    longestDrawdownDays: words.days(Math.round(statistics.longestDrawdownDays)),
    exposure: format.percent(statistics.exposure, 0),
    turnover: `× ${format.number(statistics.turnover, 1)}`,
    trades: format.number(statistics.trades),
    hitRate: known(statistics.hitRate, (value) => format.percent(value, 0)),
    profitFactor: ratio(statistics.profitFactor),
    averageTrade: known(statistics.averageTrade, (value) => format.change(value, 2)),
    feesPaid: money(statistics.feesPaid),
    slippagePaid: money(statistics.slippagePaid),
    borrowPaid: money(statistics.borrowPaid),
  };
}

/** What the result owes to low costs. */
function costTable({ costSensitivity }: BacktestResult, words: ReportTexts['backtest'], format: ReportFormat): Content {
  return dataTable(
    [
      { title: words.costFactor, width: '*', alignment: 'left' },
      ...costSensitivity.map(({ factor }) => ({
        title: words.times(factor),
        width: 70,
        alignment: 'right' as const,
      })),
    ],
    [
      [words.rows.totalReturn, ...costSensitivity.map(({ totalReturn }) => format.change(totalReturn))],
      [
        words.rows.sharpe,
        ...costSensitivity.map(({ sharpe }) => (sharpe === null ? NOTHING : format.number(sharpe, 2))),
      ],
    ],
  );
}

/** A row for each year, a column for each month, and the year as a whole. */
function monthTable({ months }: BacktestResult, words: ReportTexts['backtest'], format: ReportFormat): Content {
  const years = [...new Set(months.map(({ year }) => year))];
  const rows = years.map((year) => {
    const ofYear = months.filter((month) => month.year === year);
    const cells = words.months.map((_, m) => {
      const found = ofYear.find(({ month }) => month === m + 1);
      return found ? format.points(found.strategy) : '';
    });
    const whole = ofYear.reduce((product, { strategy }) => product * (1 + strategy), 1) - 1;
    return [String(year), ...cells, format.points(whole)];
  });
  return together([
    subheading(`${words.monthsHeading}, %`),
    dataTable(
      [
        { title: words.year, width: 26, alignment: 'left' },
        ...words.months.map((title) => ({ title, width: 26, alignment: 'right' as const })),
        { title: words.wholeYear, width: '*', alignment: 'right' },
      ],
      rows,
    ),
  ]);
}
