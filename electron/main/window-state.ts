import { readFileSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import * as v from 'valibot';

/** Where the window was, in pixels that do not depend on the screen's density. */
export interface WindowState {
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
}

const integer = v.pipe(v.number(), v.integer());
const stateSchema = v.object({
  bounds: v.object({ x: integer, y: integer, width: integer, height: integer }),
  isMaximized: v.boolean(),
});

const DEFAULT_SIZE = { width: 1440, height: 900 };
export const SMALLEST = { width: 960, height: 600 };
/** So much of a window has to be on a screen for the user to find and move it. */
const VISIBLE = { width: 200, height: 100 };

/** The state as it was kept; null where there is none that can be read. */
export function readWindowState(file: string): WindowState | null {
  try {
    const state = v.safeParse(stateSchema, JSON.parse(readFileSync(file, 'utf8')));
    return state.success ? state.output : null;
  } catch (error) {
    // Never kept, or half written when the machine lost power: the window opens where it would the first time.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code !== undefined) return null;
    throw error;
  }
}

export function keepWindowState(file: string, state: WindowState): void {
  writeFileSync(file, JSON.stringify(state));
}

/**
 * Where to open the window on these screens (their work areas, the main one first): where it was, where that can still be
 * seen; else in the middle of the main screen.
 */
export function placeWindow(kept: WindowState | null, screens: readonly Rectangle[]): WindowState {
  if (kept !== null && screens.some((screen) => canBeSeen(kept.bounds, screen))) {
    const { x, y, width, height } = kept.bounds;
    return {
      bounds: { x, y, width: Math.max(width, SMALLEST.width), height: Math.max(height, SMALLEST.height) },
      isMaximized: kept.isMaximized,
    };
  }
  const screen = screens[0] ?? { x: 0, y: 0, ...DEFAULT_SIZE };
  const width = Math.min(DEFAULT_SIZE.width, screen.width);
  const height = Math.min(DEFAULT_SIZE.height, screen.height);
  return {
    bounds: {
      x: screen.x + Math.floor((screen.width - width) / 2),
      y: screen.y + Math.floor((screen.height - height) / 2),
      width,
      height,
    },
    isMaximized: kept?.isMaximized ?? false,
  };
}

/** Whether the top of a window, by which it is moved, can be seen on a screen. */
function canBeSeen(window: Rectangle, screen: Rectangle): boolean {
  const overlapX = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const isTopThere = window.y >= screen.y && window.y + VISIBLE.height <= screen.y + screen.height;
  return overlapX >= VISIBLE.width && isTopThere;
}
