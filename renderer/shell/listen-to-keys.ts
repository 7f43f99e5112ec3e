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
    const key = nameKey(event);
    const field =
      event.target instanceof Element ? event.target.closest('input, textarea, select, [contenteditable]') : null;
    const takesText = field !== null && !field.matches('input:is([type=radio], [type=checkbox], [type=range])');
    // Sliders and groups of choices need the arrows and their like; letters are free there.
    const inField = takesText || (field !== null && /^(arrow|home|end|page)/.test(key));
    // Behind an open dialog nothing answers but what is meant for everywhere.
    const inDialog = document.querySelector('[role=dialog][data-state=open]') !== null;
    if (event.timeStamp - since > WAIT_MS) pending = '';
    const match = matchKey(registry.commands, pending, key, inField || inDialog);
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
