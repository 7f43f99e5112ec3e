import type { ReportData } from '#contract/report.ts';
import type { ReportFormat } from './format.ts';
import type { Content } from './pdf-content.ts';
import type { ReportTexts } from './texts/report-texts.ts';

/** One part of the report. Adding one is one file in sections/ and one line in build-report.ts. */
export type Section = (data: ReportData, texts: ReportTexts, format: ReportFormat) => Content[];
