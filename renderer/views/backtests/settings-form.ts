import { exitsSchema, ruleSchema, sizeSchema, type RuleKind } from '#contract/backtest.ts';
import { costsSchema, defaultCosts } from '#contract/model-spec.ts';
import { describeFields, optionOf, type FieldForm } from '#contract/spec-form.ts';

/** How a number is typed: 5 % are 0.05. Basis points, bars and money are typed as they are. */
export type Unit = 'percent' | 'basis-points' | 'bars' | 'money' | 'plain';

/** A field of the form, as the contract's schema describes it. */
export interface Field {
  /** In the link and in the texts, such as "fastBars". */
  readonly key: string;
  /** Where its value stands in the request, such as ['rule', 'fastBars']. */
  readonly path: readonly [string, string];
  readonly form: FieldForm;
  readonly unit: Unit;
  /** What holds where nothing is typed, as it would be typed; '' where nothing holds. */
  readonly byDefault: string;
}

export const ruleKinds = ruleSchema.options.map(({ entries }) => entries.kind.literal);
export const sizeKinds = sizeSchema.options.map(({ entries }) => entries.kind.literal);
export type SizeKind = (typeof sizeKinds)[number];

/** What the form knows that no schema says: numbers that people read as percent or money. */
const percents: ReadonlySet<string> = new Set([
  ...['enterProbability', 'exitProbability', 'stopLoss', 'takeProfit', 'fraction', 'volatility'],
]);
const amounts: ReadonlySet<string> = new Set(['amount', 'initialCapital']);

function unitOf(name: string): Unit {
  if (percents.has(name)) return 'percent';
  if (amounts.has(name)) return 'money';
  if (/BasisPoints$/.test(name)) return 'basis-points';
  return /bars$/i.test(name) ? 'bars' : 'plain';
}

/** A number as it is typed, without the noise of binary fractions. */
export function typed(value: number, unit: Unit): string {
  return String(Number((unit === 'percent' ? value * 100 : value).toPrecision(12)));
}

interface ObjectSchema {
  readonly entries: Readonly<Record<string, unknown>>;
}

function fieldsOf(
  place: string,
  schema: ObjectSchema,
  prefix = '',
  more: Readonly<Record<string, number>> = {},
): Field[] {
  return describeFields(schema).map((form) => {
    const unit = unitOf(form.name);
    const value = more[form.name] ?? (schema.entries[form.name] as { readonly default?: unknown }).default;
    const byDefault =
      typeof value === 'number' ? typed(value, unit) : typeof value === 'string' ? value : value === true ? '1' : '';
    return { key: prefix + form.name, path: [place, form.name], form, unit, byDefault };
  });
}

/** The fields of a rule; the model has a control of its own. */
export function ruleFields(kind: RuleKind): Field[] {
  return fieldsOf('rule', optionOf(ruleSchema, kind) as ObjectSchema).filter(({ key }) => key !== 'model');
}

/** What is typed where nothing is known: a hundred percent, a tenth of the capital, a calm portfolio. */
const firstSizes = { fraction: 1, amount: 10_000, volatility: 0.1 };

export function sizeFields(kind: SizeKind): Field[] {
  return fieldsOf('size', optionOf(sizeSchema, kind), 'size.', firstSizes);
}

export const exitFields: readonly Field[] = fieldsOf('exits', exitsSchema);
export const costFields: readonly Field[] = fieldsOf('costs', costsSchema, '', {
  ...defaultCosts,
  spreadBasisPoints: 0,
  borrowBasisPoints: 0,
});

/** Parameters that a grid may vary: the numbers of the rule, without the horizon, of which a model's forecasts have one. */
export function gridFields(kind: RuleKind): Field[] {
  return ruleFields(kind).filter(
    ({ form }) => (form.type === 'integer' || form.type === 'number') && form.name !== 'horizonBars',
  );
}
