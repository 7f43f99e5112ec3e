import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import type { ReportData } from '#contract/report.ts';
import { hourlyReportData, simulatedReportData } from './fixture.test-data.ts';
import { writeReports } from './write-reports.ts';

/** The names of the files that are written as JSON. */
async function nameFile(data: ReportData): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'almanac-test-'));
  try {
    const files = await writeReports(data, { folder, languages: ['en'], formats: ['json'] });
    return files.map((file) => basename(file)).join();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('names the files by symbol and day', async () => {
  expect(await nameFile(simulatedReportData())).toBe('JSW-2026-11-20.json,JSW-2026-11-20.experiment.json');
});

it('keeps apart the hours of a day and the horizons of a model', async () => {
  const data = hourlyReportData();
  expect(await nameFile(data)).toMatch(/^JSW-2026-11-20-1500-h4.json,/);
  expect(await nameFile({ ...data, otherForecasts: [] })).toMatch(/^JSW-2026-11-20-1500.json,/);
});
