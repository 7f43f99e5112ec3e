import { inject, type InjectionKey } from 'vue';
import type { Host } from './host.ts';

export const hostKey: InjectionKey<Host> = Symbol('host');

/** The host that the app was started on; in components, and in stores while they are set up. */
export function useHost(): Host {
  const host = inject(hostKey);
  if (!host) throw new Error('The app has no host: startApp provides it.');
  return host;
}
