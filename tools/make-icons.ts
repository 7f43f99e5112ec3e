/**
 * Draws the icons of the application from resources/icons/almanac.svg, by Chromium: `node tools/make-icons.ts`. What it
 * writes is kept in the repository; installers and pages take it from there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

const folder = join(import.meta.dirname, '..', 'resources', 'icons');
const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium was found: name one in ALMANAC_CHROMIUM.');

const svg = readFileSync(join(folder, 'almanac.svg'), 'utf8');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();

/** The icon as PNG, `size` pixels wide and high. */
async function draw(size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

const sizes = [16, 24, 32, 48, 64, 128, 180, 256, 512, 1024];
const drawn = new Map<number, Buffer>();
for (const size of sizes) drawn.set(size, await draw(size));
await browser.close();

/** Windows' ICO: a directory of 16 bytes an image, then the images, as PNG. */
function packIco(images: readonly (readonly [number, Buffer])[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(([size, png], i) => {
    const at = 6 + 16 * i;
    // 0 stands for 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...images.map(([, png]) => png)]);
}

/** macOS' ICNS: blocks of type, length and PNG. */
function packIcns(images: readonly (readonly [string, Buffer])[]): Buffer {
  const blocks = images.map(([type, png]) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(8 + blocks.reduce((sum, block) => sum + block.length, 0), 4);
  return Buffer.concat([head, ...blocks]);
}

const of = (size: number): Buffer => drawn.get(size)!;
for (const size of [32, 180]) writeFileSync(join(folder, `almanac-${size}.png`), of(size));
writeFileSync(join(folder, 'icon.png'), of(512));
writeFileSync(
  join(folder, 'icon.ico'),
  packIco([16, 24, 32, 48, 64, 128, 256].map((size) => [size, of(size)] as const)),
);
writeFileSync(
  join(folder, 'icon.icns'),
  packIcns([
    ['icp4', of(16)],
    ['icp5', of(32)],
    ['icp6', of(64)],
    ['ic07', of(128)],
    ['ic08', of(256)],
    ['ic09', of(512)],
    ['ic10', of(1024)],
    ['ic11', of(32)],
    ['ic12', of(64)],
    ['ic13', of(256)],
    ['ic14', of(512)],
  ]),
);
