import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, '..', 'resources', 'icons', name));

/** Width and height of a PNG, from its first chunk. */
function sizeOf(png: Buffer): [number, number] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('the icons', () => {
  it.each([
    ['almanac-32.png', 32],
    ['almanac-180.png', 180],
    // electron-builder wants 512 at least.
    ['icon.png', 512],
  ])('%s has its size', (name, size) => {
    expect(sizeOf(read(name))).toEqual([size, size]);
  });

  it('icon.ico holds whole pictures of the sizes that it names, 256 among them', () => {
    const ico = read('icon.ico');
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, i) => {
      const at = 6 + 16 * i;
      const start = ico.readUInt32LE(at + 12);
      const png = ico.subarray(start, start + ico.readUInt32LE(at + 8));
      expect(png.subarray(-8, -4).toString('latin1')).toBe('IEND');
      const size = ico.readUInt8(at) || 256;
      expect(sizeOf(png)).toEqual([size, size]);
      return size;
    });
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it('icon.icns is as long as it says, and holds whole pictures up to 1024', () => {
    const icns = read('icon.icns');
    expect(icns.subarray(0, 4).toString('latin1')).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const widths: number[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      widths.push(sizeOf(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))[0]);
    }
    expect(Math.max(...widths)).toBe(1024);
    expect(widths).toHaveLength(11);
  });
});
