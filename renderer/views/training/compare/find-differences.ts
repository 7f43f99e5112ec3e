export interface Difference {
  /** Such as "spec.layers.0.units". */
  readonly path: string;
  /** One for each document; undefined where it has nothing there. */
  readonly values: readonly unknown[];
}

/** What documents differ in, in the order in which it stands in them. A list of plain values counts as one value. */
export function findDifferences(documents: readonly unknown[], path = ''): Difference[] {
  const branches = documents.map((value) => (isBranch(value) ? value : {}));
  const leaves = documents.map((value) => (isBranch(value) ? undefined : value));
  const own = leaves.some((leaf) => JSON.stringify(leaf) !== JSON.stringify(leaves[0]))
    ? [{ path, values: leaves }]
    : [];
  const names = new Set(branches.flatMap((branch) => Object.keys(branch)));
  const inner = [...names].flatMap((name) =>
    findDifferences(
      branches.map((branch) => branch[name]),
      path === '' ? name : `${path}.${name}`,
    ),
  );
  return [...own, ...inner];
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) || value.some((item) => typeof item === 'object');
}
