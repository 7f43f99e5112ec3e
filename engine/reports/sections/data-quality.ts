import { bullets, heading, paragraph, together } from '../blocks.ts';
import type { Section } from '../section.ts';

/** The JSON report lists everything; the page has room for the first few. */
const shownRows = 6;
const shownFindings = 8;
const shownDays = 3;
const longestReason = 160;

/** What the history is made of, what was found in it, and what of the file was not taken. */
export const dataQuality: Section = ({ instrument, findings }, { dataQuality: words }, format) => {
  const { refusedRows, refusedCount, quality } = instrument;
  const rows = refusedRows.slice(0, shownRows).map(({ row, reason }) => {
    const shortened = reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason;
    return words.refusedRow(row, shortened);
  });
  const hidden = refusedCount - rows.length;
  const found = findings
    .filter(({ severity }) => severity !== 'info')
    .slice(0, shownFindings)
    .map(({ severity, check, count, times }) =>
      words.finding(
        words.severity[severity],
        words.check[check],
        count,
        times.slice(0, shownDays).map((time) => format.time(time, instrument.timeframe)),
      ),
    );
  return [
    together([
      heading(words.heading),
      paragraph(
        [
          words.rows(instrument.bars, instrument.timeframe, format.date(instrument.from), format.date(instrument.to)),
          words.format(instrument.format),
          words.adjustment[instrument.adjustment],
          words.series(instrument.series),
          words.findings(quality.red, quality.amber),
        ].join(' '),
      ),
      bullets(found),
      paragraph(words.refused(refusedCount)),
      bullets(hidden > 0 ? [...rows, words.more(hidden)] : rows),
    ]),
  ];
};
