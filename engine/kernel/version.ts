import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const packageFile = join(import.meta.dirname, '..', '..', 'package.json');

/** Almanac's version, from package.json. */
export const almanacVersion: string = v.parse(
  v.object({ version: v.string() }),
  JSON.parse(readFileSync(packageFile, 'utf8')),
).version;
