import { bullets, heading, paragraph, together } from '../blocks.ts';
import type { Section } from '../section.ts';

/** The JSON report lists all refused rows; the page has room for the first few. */
const shownRows = 6;
const longestReason = 160;

/** What the history is made of, and what of the file was not taken. */
export const dataQuality: Section = ({ instrument }, { dataQuality: words }, format) => {
  const { refusedRows } = instrument;
  const hidden = refusedRows.length - shownRows;
  const rows = refusedRows.slice(0, shownRows).map(({ row, reason }) => {
    const shortened = reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason;
    return words.refusedRow(row, shortened);
  });
  return [
    together([
      heading(words.heading),
      paragraph(
        [
          words.rows(instrument.bars, format.date(instrument.from), format.date(instrument.to)),
          words.format(instrument.format),
          words.adjustment[instrument.adjustment],
          words.sentiment(instrument.hasSentiment),
          words.refused(refusedRows.length),
        ].join(' '),
      ),
      bullets(hidden > 0 ? [...rows, words.more(hidden)] : rows),
    ]),
  ];
};
