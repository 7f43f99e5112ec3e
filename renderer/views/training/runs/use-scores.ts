import { useI18n } from 'vue-i18n';
import type { Estimate, Evaluation } from '#contract/evaluation.ts';
import { useFormat } from '../../../formats/use-format.ts';

/** One line of a table of scores, ready to be shown. */
export interface ShownScore {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly value: string;
  /** The 95 % interval; empty where there is none. */
  readonly interval: string;
  /** The same of what needs no model. */
  readonly beside: string;
  /** Whether it is better than that; null where it is not for saying so. */
  readonly better: boolean | null;
}

/** The headline numbers of an evaluation, each with what stands beside it. */
export function useScores() {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();

  function of(evaluation: Evaluation): ShownScore[] {
    const { percent, points, significant } = format.value;
    const { direction, skill, probability, intervals, pinball, crps, returns, baselines, daysNeeded, slice } =
      evaluation;
    const isKnown = slice.days >= daysNeeded;
    const between = ({ low, high }: Estimate, write: (value: number) => string): string =>
      isKnown ? `${write(low)} … ${write(high)}` : t('training.unknownInterval');
    const best = baselines.find(({ name }) => name === skill.versus);
    const key = `forecast.baselines.${skill.versus}`;
    const versus = i18n.te(key) ? t(key) : skill.versus;
    const eighty = intervals.find(({ nominal }) => nominal === 0.8);
    const decimals = (value: number): string => format.value.number(value, 4);
    const score = (
      name: string,
      value: string,
      interval: string,
      beside: string,
      better: boolean | null,
    ): ShownScore => ({
      key: name,
      name: t(`training.scores.${name}.name`),
      note: t(`training.scores.${name}.note`),
      value,
      interval,
      beside,
      better,
    });
    return [
      score(
        'accuracy',
        percent(direction.accuracy.value),
        between(direction.accuracy, percent),
        best ? `${percent(best.accuracy.value)} ${versus}` : '',
        null,
      ),
      score('skill', points(skill.value), between(skill, points), versus, isKnown ? skill.low > 0 : null),
      score(
        'mcc',
        decimals(direction.mcc.value),
        between(direction.mcc, decimals),
        '0',
        isKnown ? direction.mcc.low > 0 : null,
      ),
      score(
        'brier',
        decimals(probability.brier),
        '',
        t('training.baseRate', { value: decimals(probability.baselineBrier) }),
        probability.brier < probability.baselineBrier,
      ),
      score(
        'calibration',
        decimals(probability.expectedCalibrationError),
        '',
        t('training.byLuck', { value: decimals(probability.calibrationErrorByLuck) }),
        null,
      ),
      ...(eighty
        ? [
            score(
              'coverage',
              percent(eighty.coverage.value),
              between(eighty.coverage, percent),
              t('training.volatilityBaseline', { value: percent(eighty.baselineCoverage) }),
              null,
            ),
          ]
        : []),
      score(
        'pinball',
        percent(pinball.skill.value),
        between(pinball.skill, percent),
        t('training.volatilityBaseline', { value: '0' }),
        isKnown ? pinball.skill.low > 0 : null,
      ),
      score(
        'crps',
        significant(crps.model),
        '',
        t('training.volatilityBaseline', { value: significant(crps.historicalVolatility) }),
        crps.model < crps.historicalVolatility,
      ),
      score(
        'rmse',
        percent(returns.rmse, 2),
        '',
        t('training.drift', { value: percent(returns.driftRmse, 2) }),
        returns.rmse < returns.driftRmse,
      ),
    ];
  }
  return { of };
}
