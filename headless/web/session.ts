import type { IncomingMessage } from 'node:http';
import { createSecret, readCookie, secretsAreEqual } from './security.ts';

/** Who may talk to the host: whoever has opened a link that was printed on this machine's terminal. */
export interface Sessions {
  /** A secret for a new link. It opens one browser; a link that was made before no longer opens any. */
  createToken(): string;
  /** The Set-Cookie header for who shows the token, which is then used up; null for a wrong or used one. */
  exchange(token: string): string | null;
  isKnown(request: IncomingMessage): boolean;
}

/** The sessions of a host. Cookies do not tell ports apart, so the cookie's name does. */
export function createSessions(port: number): Sessions {
  const name = `almanac-${port}`;
  const secret = createSecret();
  let token: string | null = null;
  return {
    createToken() {
      token = createSecret();
      return token;
    },
    exchange(shown) {
      if (token === null || !secretsAreEqual(shown, token)) return null;
      token = null;
      return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
    },
    isKnown(request) {
      const shown = readCookie(request, name);
      return shown !== undefined && secretsAreEqual(shown, secret);
    },
  };
}
