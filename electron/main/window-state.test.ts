import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepWindowState, placeWindow, readWindowState } from './window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 2560, height: 1440 };
const kept = { bounds: { x: 1600, y: 100, width: 1800, height: 1000 }, isMaximized: true };

describe('placeWindow', () => {
  it('opens where the window was', () => {
    expect(placeWindow(kept, [laptop, beside])).toEqual(kept);
  });

  it('opens in the middle of the main screen when the other one is gone', () => {
    expect(placeWindow(kept, [laptop])).toEqual({
      bounds: { x: 0, y: 25, width: 1440, height: 875 },
      isMaximized: true,
    });
  });

  it.each([
    ['above the screen', { x: 100, y: -50, width: 1000, height: 700 }],
    ['left of the screen', { x: -900, y: 100, width: 1000, height: 700 }],
    ['below the screen', { x: 100, y: 850, width: 1000, height: 700 }],
    ['far away', { x: 1e9, y: 1e9, width: 1000, height: 700 }],
  ])('does not open %s', (_where, bounds) => {
    expect(placeWindow({ bounds, isMaximized: false }, [laptop]).bounds).toEqual(laptop);
  });

  it('is never too small to use', () => {
    const tiny = { bounds: { x: 10, y: 30, width: 210, height: 10 }, isMaximized: false };
    expect(placeWindow(tiny, [laptop]).bounds).toEqual({ x: 10, y: 30, width: 960, height: 600 });
  });
});

describe('readWindowState', () => {
  it('reads what was kept, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'almanac-window-'));
    const file = join(folder, 'window.json');
    expect(readWindowState(file)).toBeNull();
    keepWindowState(file, kept);
    expect(readWindowState(file)).toEqual(kept);
    for (const text of [
      '{"bounds":',
      '{}',
      'null',
      '{"bounds":{"x":"1","y":0,"width":1,"height":1},"isMaximized":true}',
    ]) {
      writeFileSync(file, text);
      expect(readWindowState(file)).toBeNull();
    }
    rmSync(folder, { recursive: true });
  });
});
