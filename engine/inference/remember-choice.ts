import './silence-telemetry.ts';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import * as v from 'valibot';
import { almanacVersion } from '../kernel/version.ts';
import type { ProviderChoice } from './decide-provider.ts';
import { providers } from './providers.ts';

const FILE = 'inference-provider.json';

const choiceSchema = v.object({ key: v.string(), provider: v.picklist(providers), why: v.string() });

/**
 * What a choice holds for. A new driver or card is not seen by it: "almanac doctor" tries the providers out again.
 */
function currentKey(): string {
  return `almanac ${almanacVersion}, ONNX Runtime ${ort.env.versions.node ?? ''}, ${process.platform} ${process.arch}`;
}

/** The choice that was written into this folder, or null where none holds: it is made again then. */
export function recallChoice(folder: string): ProviderChoice | null {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
  } catch {
    // Missing or damaged: nothing is lost but the time of a probe.
    return null;
  }
  const result = v.safeParse(choiceSchema, document);
  if (!result.success || result.output.key !== currentKey()) return null;
  const { provider, why } = result.output;
  return { provider, why, bySetting: false };
}

/** Writes a choice into the folder. Throws what the file system throws. */
export function rememberChoice(folder: string, { provider, why }: ProviderChoice): void {
  const file = join(folder, FILE);
  // Two processes may do this at once; each renames a whole file.
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify({ key: currentKey(), provider, why }, null, 2)}\n`);
  renameSync(partial, file);
}
