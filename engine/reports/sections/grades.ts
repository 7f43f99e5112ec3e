import type { Estimate } from '#contract/evaluation.ts';
import { dataTable, note, subheading, together } from '../blocks.ts';
import type { Section } from '../section.ts';

/** What came of each grade on the test data, beside being always in. */
export const grades: Section = ({ evaluation }, texts, format) => {
  const words = texts.grading;
  const { grades: scored, alwaysIn, cost } = evaluation.grades;
  if (scored.length === 0) return [];
  const isKnown = evaluation.edge !== 'unknown';
  const write = (estimate: Estimate | null, say: (value: number) => string): string => {
    if (estimate === null) return '–';
    const { value, low, high } = estimate;
    return isKnown ? `${say(value)} (${say(low)} – ${say(high)})` : say(value);
  };
  return [
    together([
      subheading(words.heading),
      dataTable(
        [
          { title: words.grade, width: '*', alignment: 'left' },
          { title: words.calls, width: 44, alignment: 'right' },
          { title: words.after, width: 60, alignment: 'right' },
          { title: words.afterCosts, width: 128, alignment: 'right' },
          { title: words.right, width: 122, alignment: 'right' },
        ],
        [
          ...scored.map((g) => [
            texts.grades[g.grade],
            format.number(g.count),
            format.change(g.marketReturn.value),
            write(g.returnAfterCosts, format.change),
            write(g.hitRate, format.percent),
          ]),
          [
            words.alwaysIn,
            format.number(evaluation.slice.samples),
            '',
            write(alwaysIn.returnAfterCosts, format.change),
            write(alwaysIn.hitRate, format.percent),
          ],
        ],
      ),
      note(words.note(cost, isKnown)),
    ]),
  ];
};
