import type { StrategyStatistics } from '#contract/backtest.ts';
import { bullets, dataTable, figure, heading, note, panel, paragraph, together } from '../blocks.ts';
import { equity } from '../charts/equity.ts';
import type { Content } from '../pdf-content.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';
import { spanOf } from '#contract/span.ts';
import { colours, page } from '../style.ts';

/** What trading by the forecasts would have brought, beside doing nothing. */
export const backtest: Section = ({ backtest: result, instrument }, texts, format) => {
  const words = texts.backtest;
  const svg = renderChart(equity(result, texts, format), page.textWidth, 225);
  const money = (value: number): string => format.money(value, instrument.currency, 1);
  const columnOf = (statistics: StrategyStatistics): Record<keyof StrategyStatistics, string> => ({
    totalReturn: format.change(statistics.totalReturn),
    cagr: format.change(statistics.cagr),
    sharpe: format.number(statistics.sharpe, 2),
    maxDrawdown: format.percent(statistics.maxDrawdown),
    exposure: format.percent(statistics.exposure, 0),
    trades: format.number(statistics.trades),
    hitRate: statistics.hitRate === null ? '–' : format.percent(statistics.hitRate, 0),
    feesPaid: money(statistics.feesPaid),
    slippagePaid: money(statistics.slippagePaid),
  });
  const strategy = columnOf(result.strategy);
  const buyAndHold = columnOf(result.buyAndHold);
  const order: readonly (keyof StrategyStatistics)[] = [
    'totalReturn',
    'cagr',
    'sharpe',
    'maxDrawdown',
    'exposure',
    'trades',
    'hitRate',
    'feesPaid',
    'slippagePaid',
  ];
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
      paragraph(
        words.rule(
          result.rule.enterProbability,
          result.rule.exitProbability,
          spanOf(result.horizonBars, result.timeframe),
          format.date(result.from),
          format.date(result.to),
        ),
      ),
      paragraph(words.costs(result.costs.feeBasisPoints, result.costs.slippageBasisPoints)),
      figure(svg, page.textWidth),
    ]),
    together([
      dataTable(
        [
          { title: '', width: '*', alignment: 'left' },
          { title: words.strategy, width: 130, alignment: 'right' },
          { title: words.buyAndHold, width: 130, alignment: 'right' },
        ],
        order.map((row) => [words.rows[row], strategy[row], buyAndHold[row]]),
      ),
      ...(result.strategy.trades === 0 ? [paragraph(words.noTrades)] : []),
      note(words.humility),
    ]),
  ];
};
