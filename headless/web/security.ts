import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** 256 random bits, as text for a URL or a cookie. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares two secrets in a time that tells nothing of where they differ. */
export function secretsAreEqual(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * Whether a request was sent by a page of this host, or typed into the address bar. Another site is told by its Origin;
 * one that has its name point here (DNS rebinding) by the Host; one on another port of this machine, whose requests carry
 * our cookie because cookies know no ports, by Sec-Fetch-Site.
 */
export function comesFromHere(request: IncomingMessage, host: string): boolean {
  const { headers } = request;
  if (headers.host !== host) return false;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return false;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  // A link elsewhere that leads here: the page is shown, and nothing is done.
  return (
    request.method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  );
}

/** The cookie's value in a request; undefined where there is none. */
export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
