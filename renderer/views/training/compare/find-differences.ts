/** The places and names of what the documents differ in, such as "spec.layers.0.units", in their order. */
export function findDifferences(
  documents: readonly unknown[],
): { readonly path: string; readonly values: readonly unknown[] }[] {
  const flat = documents.map((document) => flatten(document, ''));
  const paths = [...new Set(flat.flatMap((leaves) => [...leaves.keys()]))];
  return paths
    .map((path) => ({ path, values: flat.map((leaves) => leaves.get(path)) }))
    .filter(({ values }) => values.some((value) => JSON.stringify(value) !== JSON.stringify(values[0])));
}

/** Leaves by their paths. A list of plain values is one leaf. */
function flatten(value: unknown, path: string): Map<string, unknown> {
  const isPlain = typeof value !== 'object' || value === null;
  if (isPlain || (Array.isArray(value) && value.every((item) => typeof item !== 'object')))
    return new Map([[path, value]]);
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [...flatten(inner, path === '' ? name : `${path}.${name}`)]),
  );
}
