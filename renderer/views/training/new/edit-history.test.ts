import { describe, expect, it } from 'vitest';
import { edit, redo, startHistory, undo } from './edit-history.ts';

describe('the history of a blueprint', () => {
  it('goes back and forth, and forgets what was undone once something new is done', () => {
    let history = startHistory('a');
    history = edit(history, 'b');
    history = edit(history, 'c');
    expect(undo(undo(history)).now).toBe('a');
    expect(redo(undo(history)).now).toBe('c');
    history = edit(undo(history), 'd');
    expect(history).toMatchObject({ past: ['a', 'b'], now: 'd', future: [] });
    expect(redo(history).now).toBe('d');
  });

  it('takes keystrokes in one field as one step, and those in another as the next', () => {
    let history = startHistory('');
    for (const typed of ['1', '12', '128']) history = edit(history, typed, 'layers.0.units');
    history = edit(history, '128!', 'layers.1.units');
    expect(undo(history).now).toBe('128');
    expect(undo(undo(history)).now).toBe('');
    // After an undo, typing goes on as a step of its own.
    expect(edit(undo(history), '64', 'layers.0.units').past).toEqual(['', '128']);
  });

  it('has no step where nothing changes, and none before the first', () => {
    const history = startHistory('a');
    expect(edit(history, 'a')).toBe(history);
    expect(undo(history).now).toBe('a');
    expect(redo(history).now).toBe('a');
  });
});
