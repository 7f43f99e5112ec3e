import { defineStore } from 'pinia';
import { onScopeDispose, shallowRef } from 'vue';
import type { IconName } from '../design/icons.ts';

/** Something that the user can do from the keyboard and the command palette. */
export interface Command {
  readonly id: string;
  /** In the language of now. */
  readonly title: () => string;
  readonly icon: IconName;
  /** Such as "mod+k", "g w" (one after the other) or "?"; mod is Ctrl, or Cmd on a Mac. */
  readonly keys?: string;
  /** The heading in the sheet of shortcuts. */
  readonly group: 'views' | 'actions' | 'view';
  /** Whether it works while a text field has the focus. */
  readonly inFields?: boolean;
  /** For keys that only a sheet or a table should answer: shown, handled elsewhere. */
  readonly isShownOnly?: boolean;
  readonly run: () => void;
}

/** All commands that can be given now: those of the shell and those of the view in sight. */
export const useCommandRegistry = defineStore('commands', () => {
  const commands = shallowRef<readonly Command[]>([]);

  function add(more: readonly Command[]): () => void {
    commands.value = [...commands.value, ...more];
    return () => {
      commands.value = commands.value.filter((command) => !more.includes(command));
    };
  }
  return { commands, add };
});

/** Offers commands for as long as the component is there. */
export function useCommands(commands: readonly Command[]): void {
  onScopeDispose(useCommandRegistry().add(commands));
}
