import type { ReportLanguage } from '#contract/report.ts';
import type { ReportFormat } from '../format.ts';
import { englishTexts } from './en.ts';
import { polishTexts } from './pl.ts';
import type { ReportTexts } from './report-texts.ts';

const languages: Readonly<Record<ReportLanguage, (format: ReportFormat) => ReportTexts>> = {
  en: englishTexts,
  pl: polishTexts,
};

/** The words of a report in `language`, its numbers written by `format`. */
export function textsFor(language: ReportLanguage, format: ReportFormat): ReportTexts {
  return languages[language](format);
}
