import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { readNativeSettings } from './native-settings.ts';

const sets = ['avx2', 'generic'];

describe('settings of the native core', () => {
  it('leaves the choice to the core where nothing is set', () => {
    expect(readNativeSettings({}, sets)).toEqual({ threads: 0, instructionSet: '' });
    expect(readNativeSettings({ ALMANAC_THREADS: '', ALMANAC_INSTRUCTION_SET: '' }, sets)).toEqual({
      threads: 0,
      instructionSet: '',
    });
  });

  it.each(['0', '1', '256'])('takes %s threads', (threads) => {
    expect(readNativeSettings({ ALMANAC_THREADS: threads }, sets).threads).toBe(Number(threads));
  });

  it.each(['257', '-1', '1.5', '4 ', '0x4', '1e1', 'all', 'NaN'])("refuses '%s' threads", (threads) => {
    const read = (): unknown => readNativeSettings({ ALMANAC_THREADS: threads }, sets);
    expect(read).toThrow(AppError);
    expect(read).toThrow(
      expect.objectContaining({
        code: 'training/bad-setting',
        message: `Expected ALMANAC_THREADS to be a whole number from 0 to 256, found '${threads}'.`,
      }),
    );
  });

  it('takes an instruction set that the processor has, and refuses any other', () => {
    expect(readNativeSettings({ ALMANAC_INSTRUCTION_SET: 'generic' }, sets).instructionSet).toBe('generic');
    for (const found of ['avx512', 'AVX2', 'generic ']) {
      expect(() => readNativeSettings({ ALMANAC_INSTRUCTION_SET: found }, sets)).toThrow(
        expect.objectContaining({
          code: 'training/bad-setting',
          message: `Expected ALMANAC_INSTRUCTION_SET to be one of avx2, generic, found '${found}'.`,
        }),
      );
    }
  });
});
