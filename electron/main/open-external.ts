/** Sites that the app may lead to, in the user's browser. */
const allowedHosts: readonly string[] = ['github.com'];

/** Whether a page may be opened in the user's browser: https, of a site that is named here, without a password. */
export function isAllowedOutside(address: string): boolean {
  const url = URL.parse(address);
  return (
    url?.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    allowedHosts.includes(url.hostname)
  );
}
