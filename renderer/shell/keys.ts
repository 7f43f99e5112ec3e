import type { Command } from '../stores/commands.ts';

/** What of a key press matters. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** A press as commands name it: "mod+k", "alt+arrowup", "?", "g". */
export function nameKey({ key, ctrlKey, metaKey, altKey }: KeyPress): string {
  const name = key === ' ' ? 'space' : key.toLowerCase();
  return `${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${name}`;
}

export interface KeyMatch {
  readonly command: Command | null;
  /** What was pressed so far of a sequence such as "g w"; empty when nothing waits for more. */
  readonly pending: string;
}

/** The command that a press finishes, or the beginning that it makes. Later commands go before earlier ones. */
export function matchKey(commands: readonly Command[], pending: string, press: string, inField: boolean): KeyMatch {
  const usable = commands.filter(({ inFields = false, isShownOnly = false }) => !isShownOnly && (!inField || inFields));
  for (const typed of pending === '' ? [press] : [`${pending} ${press}`, press]) {
    const command = usable.findLast(({ keys }) => keys === typed);
    if (command) return { command, pending: '' };
    if (usable.some(({ keys }) => keys?.startsWith(`${typed} `))) return { command: null, pending: typed };
  }
  return { command: null, pending: '' };
}

const signs: Readonly<Record<string, string>> = {
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  delete: 'Del',
  home: 'Home',
  end: 'End',
  space: 'Space',
  pageup: 'PgUp',
  pagedown: 'PgDn',
};

/** The keys of a command as they stand on the keyboard, one cap each. */
export function writeKeys(keys: string, isMac: boolean): string[] {
  return keys.split(' ').flatMap((press) =>
    press.split('+').map((part) => {
      if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
      if (part === 'alt') return isMac ? '⌥' : 'Alt';
      if (part === 'shift') return 'Shift';
      return signs[part] ?? (part === '' ? '+' : part.toUpperCase());
    }),
  );
}
