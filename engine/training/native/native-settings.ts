import { AppError } from '#contract/errors.ts';

/** The native core refuses more; beyond it a number is a slip of the finger. */
const MOST_THREADS = 256;

export interface NativeSettings {
  /** 0 = one per processor. */
  readonly threads: number;
  /** '' = the best that the processor has. */
  readonly instructionSet: string;
}

/**
 * Reads ALMANAC_THREADS and ALMANAC_INSTRUCTION_SET; one that is not set, or empty, leaves the choice to the core.
 * Errors: training/bad-setting.
 */
export function readNativeSettings(env: NodeJS.ProcessEnv, instructionSets: readonly string[]): NativeSettings {
  const threads = env.ALMANAC_THREADS ?? '';
  if (!/^\d*$/.test(threads) || Number(threads) > MOST_THREADS) {
    throw new AppError(
      'training/bad-setting',
      `Expected ALMANAC_THREADS to be a whole number from 0 to ${MOST_THREADS}, found '${threads}'.`,
      'Set it to the number of threads to train with, or unset it to use every processor.',
    );
  }
  const instructionSet = env.ALMANAC_INSTRUCTION_SET ?? '';
  if (instructionSet !== '' && !instructionSets.includes(instructionSet)) {
    throw new AppError(
      'training/bad-setting',
      `Expected ALMANAC_INSTRUCTION_SET to be one of ${instructionSets.join(', ')}, found '${instructionSet}'.`,
      'Set it to one of these, which this processor has, or unset it to use the fastest.',
    );
  }
  return { threads: Number(threads), instructionSet };
}
