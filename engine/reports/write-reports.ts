import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ReportFormat } from '#contract/api/reports.ts';
import { AppError } from '#contract/errors.ts';
import type { ReportData, ReportLanguage, ReportSection } from '#contract/report.ts';
import { writeCsv } from '#contract/csv-table.ts';
import { listCsvTables } from './csv-tables.ts';
import { nameExperimentFile, nameFiles } from './name-files.ts';
import { renderJson } from './render-json.ts';
import { renderPdf } from './render-pdf.ts';

/** Writes the report in each format and language; returns the files. Errors: report/cannot-write. */
export async function writeReports(
  data: ReportData,
  request: {
    readonly folder: string;
    readonly languages: readonly ReportLanguage[];
    readonly formats: readonly ReportFormat[];
    readonly sections?: readonly ReportSection[];
  },
): Promise<string[]> {
  const folder = resolve(request.folder);
  const stem = nameFiles(data);
  const files: { path: string; content: Uint8Array | string }[] = [];
  if (request.formats.includes('pdf')) {
    for (const language of request.languages) {
      files.push({
        path: join(folder, `${stem}.${language}.pdf`),
        content: await renderPdf(data, language, request.sections),
      });
    }
  }
  if (request.formats.includes('json')) {
    files.push({ path: join(folder, `${stem}.json`), content: renderJson(data) });
    files.push({ path: join(folder, nameExperimentFile(data)), content: renderJson(data.manifest.experiment) });
  }
  if (request.formats.includes('csv')) {
    for (const table of listCsvTables(data)) {
      files.push({ path: join(folder, `${stem}.${table.name}.csv`), content: writeCsv(table) });
    }
  }
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, content } of files) await writeFile(path, content);
  } catch (cause) {
    throw new AppError(
      'report/cannot-write',
      `The report cannot be written into ${folder}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Choose another folder with --out.',
      { cause },
    );
  }
  return files.map((file) => file.path);
}
