import type { Content } from '../pdf-content.ts';
import type { Section } from '../section.ts';
import { breakable } from '../blocks.ts';
import { colours } from '../style.ts';

/** What a reader looks for first, each number above the one that it has to be held against. */
export const keyFigures: Section = ({ forecast, evaluation, backtest }, texts, format) => {
  const words = texts.keyFigures;
  const eighty = forecast.intervals.find(({ coverage }) => coverage === 0.8);
  const held = evaluation.intervals.find(({ nominal }) => nominal === 0.8);
  const best = evaluation.baselines.find(({ name }) => name === evaluation.skill.versus);
  const price = (value: number): string => format.price(value, forecast.price);
  const figures: readonly (readonly [label: string, figure: string, companion: string])[] = [
    [
      words.rise,
      format.probability(forecast.probabilityUp),
      words.riseCompanion(evaluation.probability.brier, evaluation.probability.baselineBrier),
    ],
    [
      words.interval80,
      `${price(eighty?.lowPrice ?? NaN)} – ${price(eighty?.highPrice ?? NaN)}`,
      words.interval80Companion(held?.coverage.value ?? NaN),
    ],
    [
      words.valueAtRisk,
      format.change(-forecast.valueAtRisk95),
      words.valueAtRiskCompanion(forecast.expectedShortfall95),
    ],
    [
      words.accuracy,
      format.percent(evaluation.direction.accuracy.value),
      words.accuracyCompanion(evaluation.skill.versus, best?.accuracy.value ?? NaN),
    ],
    [
      words.backtest,
      format.change(backtest.strategy.totalReturn),
      words.backtestCompanion(backtest.buyAndHold.totalReturn),
    ],
  ];
  const row = (cells: readonly Content[]): readonly Content[] => cells;
  return [
    {
      table: {
        widths: figures.map(() => '*' as const),
        body: [
          row(figures.map(([label]) => ({ text: label, fontSize: 7.5, color: colours.muted }))),
          row(figures.map(([, figure]) => ({ ...breakable(figure), fontSize: figureSize(figure), bold: true }))),
          row(figures.map(([, , companion]) => ({ text: companion, fontSize: 7.5, color: colours.muted }))),
        ],
      },
      layout: {
        hLineWidth: (line) => (line === 0 || line === 3 ? 0.75 : 0),
        vLineWidth: (line) => (line > 0 && line < figures.length ? 0.4 : 0),
        hLineColor: () => colours.rule,
        vLineColor: () => colours.rule,
        paddingLeft: (column) => (column === 0 ? 0 : 7),
        paddingRight: () => 5,
        paddingTop: (line) => (line === 0 ? 4 : 1),
        paddingBottom: (line) => (line === 2 ? 4 : 0),
        fillColor: () => null,
      },
      margin: [0, 2, 0, 4],
    },
  ];
};

/** A fifth of the page holds a dozen large characters; longer figures are set smaller, to stay on a line. */
function figureSize(figure: string): number {
  return figure.length <= 9 ? 13 : figure.length <= 14 ? 10.5 : 8;
}
