import type { ReportData } from '#contract/report.ts';
import type { ReportFormat } from './format.ts';
import type { Content } from './pdf-content.ts';
import type { ReportTexts } from './texts/report-texts.ts';

/** One part of the report: one file in sections/ and one line in build-report.ts; its words are in texts/. */
export type Section = (data: ReportData, texts: ReportTexts, format: ReportFormat) => Content[];
