/** Everything the command line prints goes through here: results to stdout, all else to stderr. */
export function printResult(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** A line for people that is no result: a note, a step, a warning. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}
