/**
 * What a form for a model spec needs to know of its fields: their types, limits, choices and defaults, read from the
 * schema itself, so that the two cannot differ.
 */
import type * as v from 'valibot';

export type FieldType = 'integer' | 'number' | 'boolean' | 'choice' | 'numbers' | 'text' | 'variant' | 'group';

export interface FieldForm {
  readonly name: string;
  readonly type: FieldType;
  /** Limits of a number, or of each of some numbers; null where there is none. An open limit is not reached itself. */
  readonly min: number | null;
  readonly max: number | null;
  readonly isMinOpen: boolean;
  readonly isMaxOpen: boolean;
  /** Of a choice; empty otherwise. */
  readonly choices: readonly string[];
  /** Of a variant: its kinds with their own fields; empty otherwise. */
  readonly variants: readonly { readonly kind: string; readonly fields: readonly FieldForm[] }[];
  /** Of a group: its fields; empty otherwise. */
  readonly fields: readonly FieldForm[];
  readonly isOptional: boolean;
}

/** An object of a variant. */
interface VariantOption {
  readonly entries: { readonly kind: { readonly literal: string } } & Readonly<Record<string, unknown>>;
}

/** A schema or an action of valibot, as far as it is looked at. */
interface Part {
  readonly type: string;
  readonly requirement?: unknown;
  readonly pipe?: readonly Part[];
  readonly wrapped?: Part;
  readonly item?: Part;
  readonly options?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
}

/** The fields of an object, without its kind. Errors: RangeError for a type of field that no form has yet. */
export function describeFields(object: { readonly entries: Readonly<Record<string, unknown>> }): FieldForm[] {
  return Object.entries(object.entries).flatMap(([name, schema]) =>
    name === 'kind' ? [] : [describeField(name, schema as Part)],
  );
}

function describeField(name: string, schema: Part): FieldForm {
  const isOptional = schema.type === 'optional' || schema.type === 'exact_optional';
  const inner = isOptional ? schema.wrapped! : schema;
  const isList = inner.type === 'array';
  const value = isList ? inner.item! : inner;
  const actions = flattenPipe(value);
  const limitOf = (...types: string[]): number | null => {
    const found = actions.findLast(({ type }) => types.includes(type))?.requirement;
    return typeof found === 'number' ? found : null;
  };
  return {
    name,
    type: isList ? 'numbers' : typeOf(name, value, actions),
    min: limitOf('min_value', 'gt_value'),
    max: limitOf('max_value', 'lt_value'),
    isMinOpen: limitOf('gt_value') !== null,
    isMaxOpen: limitOf('lt_value') !== null,
    choices: value.type === 'picklist' ? (value.options ?? []).map(String) : [],
    variants:
      value.type === 'variant'
        ? (value.options as readonly VariantOption[]).map((option) => ({
            kind: option.entries.kind.literal,
            fields: describeFields(option),
          }))
        : [],
    fields: value.type === 'strict_object' ? describeFields({ entries: value.entries! }) : [],
    isOptional,
  };
}

/** The steps of a pipe; one that begins with another pipe has all of that one's too. */
function flattenPipe(part: Part): readonly Part[] {
  return part.pipe?.flatMap((step) => (step === part ? [step] : flattenPipe(step))) ?? [part];
}

function typeOf(name: string, { type }: Part, actions: readonly Part[]): FieldType {
  if (type === 'boolean') return 'boolean';
  if (type === 'picklist') return 'choice';
  if (type === 'string') return 'text';
  if (type === 'variant') return 'variant';
  if (type === 'strict_object') return 'group';
  if (type === 'number') return actions.some((action) => action.type === 'integer') ? 'integer' : 'number';
  throw new RangeError(`the field "${name}" is a ${type}, which no form has a control for`);
}

/** A variant's options by their kind. */
export function optionOf<Option extends { readonly entries: { readonly kind: v.LiteralSchema<string, undefined> } }>(
  variant: { readonly options: readonly Option[] },
  kind: string,
): Option {
  const option = variant.options.find(({ entries }) => entries.kind.literal === kind);
  if (!option) throw new RangeError(`there is no kind "${kind}"`);
  return option;
}
