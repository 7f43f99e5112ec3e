import { useI18n } from 'vue-i18n';
import type { Timeframe } from '#contract/bars.ts';
import { spanOf } from '#contract/span.ts';
import { useFormat } from '../formats/use-format.ts';

const texts = { minute: 'minutes', hour: 'hours', day: 'days', week: 'weeks', month: 'months' } as const;

/** Writes a number of bars as people say it: "14 days", "4 hours". */
export function useSpans(): (bars: number, timeframe: Timeframe) => string {
  const { t } = useI18n();
  const format = useFormat();
  return (bars, timeframe) => {
    const { count, unit } = spanOf(bars, timeframe);
    return t(`common.${texts[unit]}`, { n: format.value.number(count) }, count);
  };
}
