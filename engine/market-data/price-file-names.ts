/** Extensions of files that hold prices themselves; each may have .gz behind it. */
const extensions = 'csv|tsv|txt|json';

const TABLE = new RegExp(`\\.(${extensions})(\\.gz)?$`, 'i');
const TABLE_OR_ARCHIVE = new RegExp(`\\.(${extensions}|zip)(\\.gz)?$`, 'i');
const PACKED = /\.(gz|zip)$/i;

/** The extensions as messages list them. */
export const extensionsInWords = extensions
  .split('|')
  .map((extension) => `.${extension}`)
  .join(', ');

/** Whether a file of this name in an archive is one of prices. */
export function isPriceFileName(name: string): boolean {
  return TABLE.test(name);
}

/** Whether a file of this name in a folder is one of prices, or an archive of such. */
export function isImportFileName(name: string): boolean {
  return TABLE_OR_ARCHIVE.test(name) || /\.gz$/i.test(name);
}

/** Whether a file of this name, come upon beside others, may as well be a note about the data. */
export function mayBeNote(name: string): boolean {
  return /\.(txt|json)(\.gz)?$/i.test(name);
}

/** The name without the extensions of price files. */
export function withoutExtensions(name: string): string {
  return name.replace(PACKED, '').replace(TABLE, '');
}
