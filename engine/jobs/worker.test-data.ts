/** A process with an engine that works on the jobs of the workspace in argv[2], and prints every epoch. */
import { bootEngine } from '../boot.ts';

const engine = bootEngine({ workspaceFolder: process.argv[2]!, worksOnJobs: true });
for await (const jobs of await engine.client.jobs.watch({})) {
  process.stdout.write(
    `${JSON.stringify(jobs.map(({ id, status, epoch }) => ({ id, status, epoch: epoch?.epoch ?? 0 })))}\n`,
  );
}
