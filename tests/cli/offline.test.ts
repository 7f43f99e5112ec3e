import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runAlmanac, withFolder } from './run-almanac.ts';

it('leaves no trace of telemetry: nothing is written into the temporary folder', () =>
  withFolder(async (folder) => {
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    // The doctor loads every part, ONNX Runtime with its telemetry client among them.
    const outcome = await runAlmanac(['doctor', '--workspace', join(folder, 'workspace')], {
      env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary, NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining('ONNX Runtime') as string });
    expect(readdirSync(temporary)).toEqual([]);
  }));
