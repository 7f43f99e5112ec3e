import { useI18n } from 'vue-i18n';
import type { BacktestSummary, BacktestWarning } from '#contract/backtest.ts';
import { useSpans } from '../../forecast/use-spans.ts';
import { useFormat } from '../../formats/use-format.ts';

/** What a backtest traded and how, in the words of the reader. */
export function useDescriptions() {
  const { t } = useI18n();
  const format = useFormat();
  const writeSpan = useSpans();

  function describeRule({ rule, timeframe }: Pick<BacktestSummary, 'rule' | 'timeframe'>): string {
    const side = (isShort: boolean): string => (isShort ? t('backtests.longShort') : '');
    switch (rule.kind) {
      case 'probability-threshold':
        return t('backtests.rules.probability-threshold.short', {
          model: rule.model.replace('@', ' v'),
          horizon: writeSpan(rule.horizonBars, timeframe),
          enter: format.value.percent(rule.enterProbability, 0),
          exit: format.value.percent(rule.exitProbability, 0),
          side: side(rule.short),
        });
      case 'ma-crossover':
        return t('backtests.rules.ma-crossover.short', {
          average: rule.average.toUpperCase(),
          fast: rule.fastBars,
          slow: rule.slowBars,
          side: side(rule.short),
        });
      case 'rsi-reversal':
        return t('backtests.rules.rsi-reversal.short', {
          bars: rule.bars,
          oversold: rule.oversold,
          exit: rule.exit,
          side: side(rule.short),
        });
      case 'donchian-breakout':
        return t('backtests.rules.donchian-breakout.short', {
          enter: rule.enterBars,
          exit: rule.exitBars,
          side: side(rule.short),
        });
      case 'buy-and-hold':
        return t('backtests.rules.buy-and-hold.short');
    }
  }

  function describeSymbols({ symbols }: Pick<BacktestSummary, 'symbols'>): string {
    const shown = symbols.slice(0, 3).join(', ');
    return symbols.length > 3 ? t('backtests.andMore', { shown, n: symbols.length - 3 }, symbols.length - 3) : shown;
  }

  function describeSpan({ from, to }: Pick<BacktestSummary, 'from' | 'to'>): string {
    return `${format.value.date(from)} – ${format.value.date(to)}`;
  }

  function describeWarning(warning: BacktestWarning): string {
    switch (warning.kind) {
      case 'ceiling': {
        const write = warning.of === 'sharpe' ? (x: number) => format.value.number(x, 2) : format.value.percent;
        return t(`backtests.warnings.ceiling.${warning.certified === true ? 'certified' : 'open'}`, {
          of: t(`backtests.warnings.of.${warning.of}`),
          value: write(warning.value),
          ceiling: write(warning.ceiling),
        });
      }
      case 'ruin':
        return t('backtests.warnings.ruin', { symbol: warning.symbol, time: format.value.date(warning.time) });
      case 'few-trades':
        return t('backtests.warnings.few-trades', { n: warning.trades, needed: warning.needed }, warning.trades);
      case 'short-span':
        return t('backtests.warnings.short-span', { n: warning.days }, warning.days);
    }
  }

  const ratio = (value: number | null): string => (value === null ? '–' : format.value.number(value, 2));
  const signedRatio = (value: number): string => `${value > 0 ? '+' : ''}${format.value.number(value, 2)}`;
  const percent = (value: number | null): string => (value === null ? '–' : format.value.percent(value));
  const change = (value: number | null): string => (value === null ? '–' : format.value.change(value));
  const money = (value: number): string => format.value.number(Math.round(value));
  const count = (value: number): string => format.value.number(Math.round(value));

  return {
    describeRule,
    describeSymbols,
    describeSpan,
    describeWarning,
    ratio,
    signedRatio,
    percent,
    change,
    money,
    count,
  };
}
