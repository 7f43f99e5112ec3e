/** The parts of a model's reference, which modelReferenceSchema has accepted: 'price-lstm@3', or 'price-lstm' for no version. */
export function splitModelReference(reference: string): { readonly name: string; readonly version: number | null } {
  const [name = '', version] = reference.split('@');
  return { name, version: version === undefined ? null : Number(version) };
}
