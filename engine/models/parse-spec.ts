import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { AppError } from '#contract/errors.ts';
import { modelSpecSchema, type ModelSpec } from '#contract/model-spec.ts';

const presetsFolder = join(import.meta.dirname, '..', '..', 'ml-models', 'presets');

/** Names of the presets in ml-models/presets. */
export function listPresets(): string[] {
  return readdirSync(presetsFolder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** The preset of this name. Errors: spec/unknown-preset. */
export function loadPreset(name: string): ModelSpec {
  if (!listPresets().includes(name)) {
    throw new AppError(
      'spec/unknown-preset',
      `There is no preset "${name}".`,
      `Use one of: ${listPresets().join(', ')}; or give a spec file with --spec.`,
    );
  }
  return parseSpec(readFileSync(join(presetsFolder, `${name}.json`), 'utf8'), name);
}

/** Reads a spec document. Errors: spec/not-json, spec/invalid, which names the path of every wrong field. */
export function parseSpec(text: string, source: string): ModelSpec {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new AppError(
      'spec/not-json',
      `${source} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Start from a preset in ml-models/presets and change it step by step.',
      { cause },
    );
  }
  const result = v.safeParse(modelSpecSchema, document);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
  throw new AppError(
    'spec/invalid',
    `${source} is not a valid model spec. ${problems.join('; ')}.`,
    'Correct the fields named above; ml-models/presets shows complete specs.',
  );
}
