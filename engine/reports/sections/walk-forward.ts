import { dataTable, heading, note, panel, paragraph, together } from '../blocks.ts';
import type { Section } from '../section.ts';
import { colours } from '../style.ts';
import type { Evaluation } from '#contract/evaluation.ts';

const SHOWN_INTERVAL = 0.8;

/** The same spec trained anew on successive spans: what a single test cannot tell. */
export const walkForward: Section = ({ walkForward: result, forecast, manifest }, texts, format) => {
  const words = texts.walkForward;
  const scores = result?.horizons.find(({ horizonBars }) => horizonBars === forecast.horizonBars);
  if (!result || !scores) {
    return [together([heading(words.heading), paragraph(words.none(manifest.experiment.instruments))])];
  }
  const { evaluation } = scores;
  const isKnown = evaluation.edge !== 'unknown';
  const numbers = ({ slice, direction, skill, probability, intervals }: Evaluation): string[] => [
    format.number(slice.days),
    format.percent(direction.accuracy.value),
    `${format.points(skill.value)} (${texts.evidence.baseline({ ...direction, name: skill.versus })})`,
    format.number(direction.mcc.value, 2),
    `${format.number(probability.brier, 3)} / ${format.number(probability.baselineBrier, 3)}`,
    format.percent(intervals.find(({ nominal }) => nominal === SHOWN_INTERVAL)?.coverage.value ?? NaN),
  ];
  const rows = result.folds.map(({ fold, split }, f) => {
    const test = split.find(({ name }) => name === 'test');
    const from = test ? format.date(test.from) : '–';
    const to = test ? format.date(test.to) : '–';
    return [format.number(fold), `${from} – ${to}`, ...numbers(scores.folds[f] ?? evaluation)];
  });
  return [
    together([
      heading(words.heading),
      panel(
        [{ text: words.verdict(evaluation, result.folds.length), bold: true }],
        evaluation.edge === 'found' ? colours.up : colours.warning,
        evaluation.edge === 'found' ? colours.faint : colours.warningFill,
      ),
      paragraph(words.method(result.plan, result.folds.length)),
      dataTable(
        [
          { title: words.fold, width: 30, alignment: 'left' },
          { title: words.tested, width: '*', alignment: 'left' },
          { title: words.days, width: 30, alignment: 'right' },
          { title: words.accuracy, width: 44, alignment: 'right' },
          { title: words.skill, width: 94, alignment: 'right' },
          { title: words.correlation, width: 30, alignment: 'right' },
          { title: words.brier, width: 62, alignment: 'right' },
          { title: words.held, width: 44, alignment: 'right' },
        ],
        [...rows, [words.all, '', ...numbers(evaluation)]],
        rows.length,
      ),
      paragraph(words.above(scores.foldsWithSkill, result.folds.length)),
      ...(scores.spread
        ? [paragraph(words.seeds(scores.seeds.length, scores.spread.accuracy, scores.spread.skill))]
        : []),
      note(isKnown ? words.note : `${words.note} ${words.tooFew(evaluation.slice.days, evaluation.daysNeeded)}`),
    ]),
  ];
};
