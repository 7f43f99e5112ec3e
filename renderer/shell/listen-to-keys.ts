import { useCommandRegistry } from '../stores/commands.ts';
import { matchKey, nameKey } from './keys.ts';

/** How long the first key of a sequence waits for the second. */
const WAIT_MS = 1200;

/** Gives commands from the keyboard; returns what ends that. */
export function listenToKeys(target: Window): () => void {
  const registry = useCommandRegistry();
  let pending = '';
  let since = 0;
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const inField =
      event.target instanceof Element &&
      event.target.closest(
        'input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select, [contenteditable]',
      ) !== null;
    // Behind an open dialog nothing answers but what is meant for everywhere.
    const inDialog = document.querySelector('[role=dialog][data-state=open]') !== null;
    if (event.timeStamp - since > WAIT_MS) pending = '';
    const match = matchKey(registry.commands, pending, nameKey(event), inField || inDialog);
    pending = match.pending;
    since = event.timeStamp;
    if (match.command === null && match.pending === '') return;
    event.preventDefault();
    match.command?.run();
  };
  target.addEventListener('keydown', listen);
  return () => {
    target.removeEventListener('keydown', listen);
  };
}
