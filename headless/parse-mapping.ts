import { InvalidArgumentError } from 'commander';

const roles = [
  'date',
  'time',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'adjustedClose',
  'dividend',
  'split',
  'sentiment',
];

/** One pair and what parts it from the next: role=column or role="column", in which "" stands for a quotation mark. */
const PAIR = /\s*(\w+)\s*=\s*(?:"((?:[^"]|"")*)"|([^",=][^,=]*?))\s*(?:,|$)/y;

/**
 * The columns that `--map` names, such as date=1,close=Last or date="Day, local",close=4, by their roles.
 * Raises commander's InvalidArgumentError for anything else, for a role or a column that is named twice, and where date
 * or close is missing.
 */
export function parseMapping(text: string): Record<string, string> {
  const mapping: Record<string, string> = {};
  const roleOf = new Map<string, string>();
  for (let at = 0; at < text.length; at = PAIR.lastIndex) {
    PAIR.lastIndex = at;
    const [, role, quoted, bare] = PAIR.exec(text) ?? [];
    const column = (quoted?.replaceAll('""', '"') ?? bare ?? '').trim();
    if (role === undefined || column === '' || !roles.includes(role)) {
      throw new InvalidArgumentError(
        `Expected role=column pairs, with the roles ${roles.join(', ')}; found '${text.slice(at)}'. ` +
          'A column with a comma or = in its name is put in double quotes, as in date="Day, local", or named by its number.',
      );
    }
    if (role in mapping) throw new InvalidArgumentError(`The column of ${role} was named twice.`);
    const other = roleOf.get(column.toLowerCase());
    if (other !== undefined) {
      throw new InvalidArgumentError(
        `The column '${column}' was named for ${other} and for ${role}. Of a file with closes only, leave out open, high and low.`,
      );
    }
    mapping[role] = column;
    roleOf.set(column.toLowerCase(), role);
  }
  if (!mapping.date || !mapping.close) throw new InvalidArgumentError('At least date and close are needed.');
  return mapping;
}
