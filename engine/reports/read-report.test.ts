import { describe, expect, it } from 'vitest';
import { reportLanguages, type ReportData } from '#contract/report.ts';
import { buildReport } from './build-report.ts';
import {
  abstainingReportData,
  hourlyReportData,
  shortReportData,
  simulatedReportData,
  trendReportData,
  walkForwardReportData,
} from './fixture.test-data.ts';
import { readReport } from './read-report.ts';
import { renderJson } from './render-json.ts';
import { showDocument } from './show-document.ts';

/** The fields of every object in the order of a JSON report, which lists hashes and versions in it. */
function sortFields(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(sortFields);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sortFields(part)]));
}

describe('a report that was kept', () => {
  it.each<[string, () => ReportData]>([
    ['simulated', simulatedReportData],
    ['walk-forward', walkForwardReportData],
    ['abstaining', abstainingReportData],
    ['short', shortReportData],
    ['hourly', hourlyReportData],
    ['trend', trendReportData],
  ])('%s says what it said when it was built', (_name, invent) => {
    const kept = readReport(renderJson(invent()));
    for (const language of reportLanguages) {
      // ECharts counts its drawings in the names of their parts.
      const show = (data: ReportData): unknown =>
        JSON.parse(JSON.stringify(showDocument(buildReport(data, language))).replace(/zr\d+-(cls-\d+|c\d+)/g, ''));
      expect(show(kept)).toEqual(show(sortFields(invent()) as ReportData));
    }
  });

  it('of another format is refused', () => {
    expect(() => readReport('{"format":"almanac-report/0"}')).toThrow(/almanac-report\/0/);
  });
});
