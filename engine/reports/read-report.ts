import { AppError } from '#contract/errors.ts';
import { REPORT_FORMAT, type ReportData } from '#contract/report.ts';

/** What of a report is columns, which JSON has as plain arrays with null for what is no number. */
const columns: Readonly<Record<'bars' | 'pastForecasts', readonly string[]>> = {
  bars: ['time', 'open', 'high', 'low', 'close', 'volume'],
  pastForecasts: ['time', 'price', 'quantilePrices', 'expectedPrice', 'probabilityUp', 'outcomeTime', 'outcomePrice'],
};

/** The data of a report from what render-json.ts has made of them. Errors: report/other-format. */
export function readReport(json: string): ReportData {
  const document = JSON.parse(json) as Record<string, unknown>;
  if (document['format'] !== REPORT_FORMAT) {
    throw new AppError(
      'report/other-format',
      `This report is in the format ${String(document['format'])}; this Almanac reads ${REPORT_FORMAT}.`,
      'Build the report again.',
    );
  }
  for (const [part, names] of Object.entries(columns)) {
    const holder = document[part] as Record<string, unknown>;
    for (const name of names) {
      holder[name] = Float64Array.from(holder[name] as (number | null)[], (value) => value ?? NaN);
    }
  }
  return document as unknown as ReportData;
}
