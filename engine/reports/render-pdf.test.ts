import { describe, expect, it } from 'vitest';
import {
  abstainingReportData,
  hostileReportData,
  hourlyReportData,
  simulatedReportData,
  trendReportData,
} from './fixture.test-data.ts';
import { renderPdf } from './render-pdf.ts';

/** PDF objects are plain text between the compressed streams. */
function countPages(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\n/g)?.length ?? 0
  );
}

describe('renderPdf', () => {
  it('makes a PDF of vector drawings that carries both fonts', async () => {
    const pdf = await renderPdf(simulatedReportData(), 'pl');
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw.startsWith('%PDF-')).toBe(true);
    expect(raw).toMatch(/\/BaseFont \/\w+\+IBMPlexSans-Regular/);
    expect(raw).toMatch(/\/BaseFont \/\w+\+IBMPlexSans-SemiBold/);
    expect(raw).toContain('/FontFile2');
    // Charts are drawn, not pasted.
    expect(raw).not.toContain('/Subtype /Image');
  });

  it('is the same for the same data, byte for byte, also side by side', async () => {
    const [first, second] = await Promise.all([
      renderPdf(simulatedReportData(), 'en'),
      renderPdf(simulatedReportData(), 'en'),
    ]);
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.from(first).toString('latin1')).toContain('D:20261120170500Z');
  });

  it.each([
    ['hours', hourlyReportData()],
    ['classes', trendReportData()],
    ['days', simulatedReportData()],
  ] as const)('holds a model of %s on at most ten pages', async (_title, data) => {
    expect(countPages(await renderPdf(data, 'pl'))).toBeLessThanOrEqual(10);
  });

  it('differs when the data differ', async () => {
    const [call, noCall] = await Promise.all([
      renderPdf(simulatedReportData(), 'en'),
      renderPdf(abstainingReportData(), 'en'),
    ]);
    expect(Buffer.compare(call, noCall)).not.toBe(0);
  });

  it.each([0.00001234 / 32.5, 1.5e9])('holds extremes on at most ten pages (prices × %d)', async (scale) => {
    const pdf = await renderPdf(hostileReportData(scale), 'pl');
    expect(countPages(pdf)).toBeGreaterThanOrEqual(4);
    expect(countPages(pdf)).toBeLessThanOrEqual(10);
  });
});
