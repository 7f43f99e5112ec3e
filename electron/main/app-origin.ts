/** Scheme and host of the app's own pages. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://almanac';
export const APP_PAGE = `${APP_ORIGIN}/`;

/** Whether an address is one of the app's own. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  // The origin of an address with a scheme of one's own is "null" in Node, so its parts are looked at.
  return url?.protocol === `${APP_SCHEME}:` && url.host === 'almanac' && url.username === '' && url.password === '';
}
