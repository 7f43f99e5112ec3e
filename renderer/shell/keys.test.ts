import { describe, expect, it } from 'vitest';
import type { Command } from '../stores/commands.ts';
import { matchKey, nameKey, writeKeys } from './keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

function command(keys: string, more: Partial<Command> = {}): Command {
  return { id: keys, title: () => keys, icon: 'search', group: 'actions', keys, run: () => undefined, ...more };
}

describe('keys', () => {
  it('names Ctrl and Cmd alike', () => {
    expect(nameKey({ ...plain, key: 'K', ctrlKey: true })).toBe('mod+k');
    expect(nameKey({ ...plain, key: 'k', metaKey: true })).toBe('mod+k');
    expect(nameKey({ ...plain, key: '?' })).toBe('?');
    expect(nameKey({ ...plain, key: 'ArrowUp', altKey: true })).toBe('alt+arrowup');
  });

  it('waits for the second key of a sequence, and forgets the first where the second fits nothing', () => {
    const commands = [command('g w'), command('w')];
    expect(matchKey(commands, '', 'g', false)).toEqual({ command: null, pending: 'g' });
    expect(matchKey(commands, 'g', 'w', false).command?.keys).toBe('g w');
    expect(matchKey(commands, 'g', 'x', false)).toEqual({ command: null, pending: '' });
    expect(matchKey(commands, '', 'w', false).command?.keys).toBe('w');
  });

  it('leaves a text field alone, except for commands that ask for it', () => {
    const commands = [command('g w'), command('mod+k', { inFields: true })];
    expect(matchKey(commands, '', 'g', true)).toEqual({ command: null, pending: '' });
    expect(matchKey(commands, '', 'mod+k', true).command?.keys).toBe('mod+k');
  });

  it('prefers the view, which came last, and never runs what is only shown', () => {
    const view = command('f');
    expect(matchKey([command('f'), view], '', 'f', false).command).toBe(view);
    expect(matchKey([command('enter', { isShownOnly: true })], '', 'enter', false).command).toBeNull();
  });

  it('writes caps as they stand on the keyboard', () => {
    expect(writeKeys('mod+k', true)).toEqual(['⌘', 'K']);
    expect(writeKeys('mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(writeKeys('g w', false)).toEqual(['G', 'W']);
    expect(writeKeys('arrowup', false)).toEqual(['↑']);
  });
});
