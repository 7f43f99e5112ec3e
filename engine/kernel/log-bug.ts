/** Writes a failure that nobody expected to stderr, which hosts keep as the log of the engine. */
export function logBug(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
