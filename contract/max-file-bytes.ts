/** The largest file that a page may send to the host that served it. */
export const MAX_FILE_BYTES = 2 ** 31;
