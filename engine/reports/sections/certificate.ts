import { bullets, breakable, dataTable, heading, note, panel, paragraph, together } from '../blocks.ts';
import type { Section } from '../section.ts';
import { colours } from '../style.ts';

const shownLeaks = 6;

/** Whether the model knows anything of the future: what was compared, and what was found. */
export const certificate: Section = ({ certificate: record }, texts, format) => {
  const words = texts.certificate;
  const leaks = record.leaks.slice(0, shownLeaks).map((leak) => words.leak(leak));
  const hidden = record.leaks.length - leaks.length;
  return [
    together([
      heading(words.heading),
      panel(
        [{ ...breakable(words.verdict(record)), bold: true }],
        record.passed ? colours.up : colours.warning,
        record.passed ? colours.faint : colours.warningFill,
      ),
      paragraph(words.method(record.cuts, record.instruments.length)),
      dataTable(
        [
          { title: words.stage, width: 96, alignment: 'left' },
          { title: words.what, width: '*', alignment: 'left' },
          { title: words.comparisons, width: 72, alignment: 'right' },
          { title: words.result, width: 56, alignment: 'right' },
        ],
        record.checks.map(({ stage, comparisons, passed }) => [
          words.stages[stage].name,
          words.stages[stage].what,
          format.number(comparisons),
          passed ? words.passed : words.failed,
        ]),
      ),
      ...(leaks.length > 0 ? [bullets(hidden > 0 ? [...leaks, words.more(hidden)] : leaks)] : []),
      note(words.limits),
    ]),
  ];
};
