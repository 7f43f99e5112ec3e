/** The symbols with others added before `before` (at the end where it is not there); those that are there stay. */
export function addSymbols(symbols: readonly string[], added: readonly string[], before?: string): string[] {
  const known = new Set(symbols);
  return insertBefore(
    symbols,
    [...new Set(added)].filter((symbol) => !known.has(symbol)),
    before,
  );
}

/** The symbols without some. */
export function takeSymbols(symbols: readonly string[], taken: readonly string[]): string[] {
  const gone = new Set(taken);
  return symbols.filter((symbol) => !gone.has(symbol));
}

/** The symbols with some of them moved, in their order, before `before`, or to the end. One that is moved is no goal. */
export function moveSymbols(symbols: readonly string[], moved: readonly string[], before?: string): string[] {
  const chosen = new Set(moved);
  const goal = before !== undefined && chosen.has(before) ? nextOther(symbols, chosen, before) : before;
  return insertBefore(
    symbols.filter((symbol) => !chosen.has(symbol)),
    symbols.filter((symbol) => chosen.has(symbol)),
    goal,
  );
}

function nextOther(symbols: readonly string[], chosen: ReadonlySet<string>, from: string): string | undefined {
  return symbols.slice(symbols.indexOf(from)).find((symbol) => !chosen.has(symbol));
}

function insertBefore(symbols: readonly string[], inserted: readonly string[], before: string | undefined): string[] {
  const at = before === undefined ? -1 : symbols.indexOf(before);
  return at === -1 ? [...symbols, ...inserted] : [...symbols.slice(0, at), ...inserted, ...symbols.slice(at)];
}
