import type { Shell } from '../host.ts';

/** The system that the page is looked at on, for the names of keys. */
export function detectPlatform(userAgent = navigator.userAgent): Shell['platform'] {
  if (userAgent.includes('Macintosh')) return 'mac';
  return userAgent.includes('Windows') ? 'windows' : 'linux';
}
