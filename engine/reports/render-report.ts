import { strToU8, zipSync } from 'fflate';
import type { ReportFormat } from '#contract/api/reports.ts';
import { writeCsv } from '#contract/csv-table.ts';
import type { ReportData, ReportLanguage, ReportSection } from '#contract/report.ts';
import { listCsvTables } from './csv-tables.ts';
import { nameFiles } from './name-files.ts';
import { renderJson } from './render-json.ts';
import { renderPdf } from './render-pdf.ts';

/** ZIP knows no time before this; one that stands still makes the same bytes of the same report. */
const ZIP_TIME = new Date(1980, 0, 1);

/** A report as one file, with its name; tables are several, so they are in a zip. */
export async function renderReport(
  data: ReportData,
  format: ReportFormat,
  language: ReportLanguage,
  sections: readonly ReportSection[],
): Promise<{ name: string; bytes: Uint8Array }> {
  const stem = nameFiles(data);
  switch (format) {
    case 'pdf':
      return { name: `${stem}.${language}.pdf`, bytes: await renderPdf(data, language, sections) };
    case 'json':
      return { name: `${stem}.json`, bytes: strToU8(renderJson(data)) };
    case 'csv': {
      const tables = listCsvTables(data).map((table) => [`${stem}.${table.name}.csv`, strToU8(writeCsv(table))]);
      const files = Object.fromEntries(tables) as Record<string, Uint8Array>;
      return { name: `${stem}.csv.zip`, bytes: zipSync(files, { mtime: ZIP_TIME }) };
    }
  }
}
