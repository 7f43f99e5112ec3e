import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';

/** Kinds of files that the application takes from the system: prices, archives of them, and bundles of models. */
const extensions = ['.almanac', '.csv', '.txt', '.tsv', '.json', '.gz', '.zip'];

/** Files among the arguments of a start, which may be relative to the folder it was started in. */
export function findOpenedFiles(args: readonly string[], folder: string): string[] {
  return args
    .filter((argument) => !argument.startsWith('-') && extensions.includes(extname(argument).toLowerCase()))
    .map((argument) => resolve(folder, argument))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}
