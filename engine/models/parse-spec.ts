import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { AppError } from '#contract/errors.ts';
import { parseStrictJson } from './strict-json.ts';
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
  return parseDocument(modelSpecSchema, text, source, 'a model spec; ml-models/presets shows complete ones');
}

/**
 * Reads a JSON document by its schema. `what` says what was expected and where to find a good one.
 * Errors: spec/not-json, spec/invalid, which names the path of every wrong field.
 */
export function parseDocument<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  source: string,
  what: string,
): v.InferOutput<Schema> {
  let document: unknown;
  try {
    document = parseStrictJson(text);
  } catch (cause) {
    throw new AppError(
      'spec/not-json',
      `${source} cannot be read as JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      `It should be ${what}.`,
      { cause },
    );
  }
  const result = v.safeParse(schema, document);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
  throw new AppError(
    'spec/invalid',
    `${source} has wrong fields. ${problems.join('; ')}.`,
    `Correct the fields named above. It should be ${what}.`,
  );
}
