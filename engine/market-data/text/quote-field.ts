/** A field as an error message shows it: trimmed, printable, cut when long, in quotation marks. */
export function quoteField(text: string, longest = 40): string {
  const printable = text.replace(/\p{C}/gu, '').trim();
  return printable.length > longest ? `“${printable.slice(0, longest)}…”` : `“${printable}”`;
}
