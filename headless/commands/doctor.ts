import type { Command } from 'commander';
import { AppError } from '#contract/errors.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { printJson, printResult } from '../terminal/output.ts';

const marks = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const;

export function addDoctorCommand(program: Command): void {
  const command = program.command('doctor').description('check every part that Almanac stands on by using it');
  describeCommand(command, 'almanac doctor').action(async (options: SharedOptions) => {
    await withEngine(options, async ({ client, json }) => {
      const checks = await client.system.doctor();
      if (json) printJson(checks);
      else {
        for (const check of checks) {
          printResult(`${marks[check.status]}  ${check.name}: ${check.found}`);
          if (check.hint) printResult(`         ${check.hint}`);
        }
      }
      const failed = checks.filter((check) => check.status === 'failed');
      if (failed.length > 0) {
        throw new AppError(
          'doctor/failed',
          `${failed.map((check) => check.name).join(', ')} did not work.`,
          'The lines above tell what to do.',
        );
      }
    });
  });
}
