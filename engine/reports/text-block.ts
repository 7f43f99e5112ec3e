import type { Forecast } from '#contract/forecast.ts';
import type { ReportLanguage } from '#contract/report.ts';
import { horizonOf } from '#contract/span.ts';
import { createFormat, type ReportFormat } from './format.ts';
import type { ReportTexts } from './texts/report-texts.ts';
import { textsFor } from './texts/texts-for.ts';

/** The forecast in four lines of a language, made to be copied into a message: its spaces are plain ones. */
export function writeTextBlock(forecast: Forecast, language: ReportLanguage): string {
  const format = createFormat(language);
  return textBlockLines(forecast, textsFor(language, format), format).join('\n');
}

/** Current price, forecast, confidence, recommendation: each as one line. */
export function textBlockLines(
  forecast: Forecast,
  { summary: words, grades, abstention }: ReportTexts,
  format: ReportFormat,
): readonly [price: string, forecast: string, confidence: string, recommendation: string] {
  const money = (value: number): string => format.money(value, forecast.currency, forecast.price);
  const why = forecast.grade === 'NO CALL' ? forecast.abstentions.map(abstention.short) : [];
  const lines = [
    words.currentPrice(forecast.symbol, money(forecast.price)),
    words.forecast(horizonOf(forecast), money(forecast.expectedPrice), format.change(forecast.expectedReturn)),
    words.confidence(format.probability(forecast.confidence)),
    words.recommendation(grades[forecast.grade], why),
  ] as const;
  const [price, outlook, confidence, recommendation] = lines.map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' '));
  return [price!, outlook!, confidence!, recommendation!];
}
