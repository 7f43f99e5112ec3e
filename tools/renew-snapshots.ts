import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Takes the snapshots of all views anew (tests/app/snapshots.test.ts). Look at what git says has changed before it is committed. */
const vitest = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'app', 'tests/app/snapshots.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, ALMANAC_RENEW_SNAPSHOTS: '1' },
});
process.exitCode = status ?? 1;
