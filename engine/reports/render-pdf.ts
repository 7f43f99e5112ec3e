import { fileURLToPath } from 'node:url';
import pdfmake from 'pdfmake';
import type { ReportData, ReportLanguage, ReportSection } from '#contract/report.ts';
import { buildReport } from './build-report.ts';
import type { ReportDocument } from './pdf-content.ts';
import { fontFamily } from './style.ts';

const fontFile = (name: string): string =>
  fileURLToPath(new URL(`../../resources/fonts/IBMPlexSans-${name}.ttf`, import.meta.url));

const fonts = { normal: fontFile('Regular'), bold: fontFile('SemiBold') };

pdfmake.setFonts({ [fontFamily]: fonts });
// A report reads its two fonts and nothing else, whatever the texts in it say.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === fonts.normal || path === fonts.bold);

/** The report as a PDF file, byte for byte the same for the same data and language. */
export async function renderPdf(
  data: ReportData,
  language: ReportLanguage,
  sections?: readonly ReportSection[],
): Promise<Uint8Array> {
  return setPdf(buildReport(data, language, sections));
}

/** A document as a PDF file; the document cannot be used again. */
export async function setPdf(document: ReportDocument): Promise<Uint8Array> {
  return pdfmake.createPdf(document).getBuffer();
}
