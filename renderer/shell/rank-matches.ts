/** How well `text` answers `query`: the higher the better; null where letters are missing. Upper and lower case are alike. */
export function scoreMatch(query: string, text: string): number | null {
  const wanted = query.trim().toLowerCase();
  const found = text.toLowerCase();
  if (wanted === '') return 0;
  if (found === wanted) return 1000;
  if (found.startsWith(wanted)) return 800 - found.length;
  const at = found.search(new RegExp(`(^|[\\s./_-])${wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  if (at >= 0) return 600 - at;
  if (found.includes(wanted)) return 400 - found.indexOf(wanted);
  // All letters in order, the closer together the better.
  let last = -1;
  let gaps = 0;
  for (const letter of wanted.replaceAll(' ', '')) {
    const next = found.indexOf(letter, last + 1);
    if (next < 0) return null;
    if (last >= 0) gaps += next - last - 1;
    last = next;
  }
  return 100 - gaps;
}

/** The best answers first; among equals the order stays. */
export function rankMatches<T>(query: string, items: readonly T[], textOf: (item: T) => string, most: number): T[] {
  const scored = items.flatMap((item) => {
    const score = scoreMatch(query, textOf(item));
    return score === null ? [] : [{ item, score }];
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item);
}
