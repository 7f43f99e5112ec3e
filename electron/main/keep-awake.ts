import type { PowerSaveBlocker } from 'electron';

/** Keeps the machine from falling asleep while work is done, and lets it sleep afterwards. */
export function createKeepAwake(blocker: PowerSaveBlocker): (isWorking: boolean) => void {
  let id: number | null = null;
  return (isWorking) => {
    if (isWorking && id === null) id = blocker.start('prevent-app-suspension');
    else if (!isWorking && id !== null) {
      blocker.stop(id);
      id = null;
    }
  };
}
