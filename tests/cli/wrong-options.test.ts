import { describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runAlmanac, withFolder } from './run-almanac.ts';

describe('almanac, given an option that cannot be meant so,', () => {
  it.each([
    [['quality', 'AAA', '--revert', 'abc'], 'Expected a snapshot number'],
    [['import', 'a.csv', '--from', '2020-02-31'], 'Expected a day such as 2014-01-31'],
    [['import', 'a.csv', '--map', 'date=1,open=2,high=2,low=2,close=2'], "'2' was named for open and for high"],
    [['series', 'a.csv', '--lag', '4000d'], 'Expected at most ten years'],
  ])('%j ends with 2, says %s, and makes no workspace', (args, words) =>
    withFolder(async (folder) => {
      const workspace = join(folder, 'workspace');
      const outcome = await runAlmanac([...args, '--workspace', workspace]);
      expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining(words) as string });
      expect(existsSync(workspace)).toBe(false);
    }),
  );

  it('refuses a workspace folder without a name, as an unset variable gives', async () => {
    const outcome = await runAlmanac(['backup', '--workspace', '']);
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('[input/invalid]') as string });
  });
});
