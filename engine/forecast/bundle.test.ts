import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { inventHistory } from '../features/invented-history.test-data.ts';
import { packBundle, unpackBundle } from './bundle.ts';
import { inventModel } from './invented-model.test-data.ts';

const { manifest, onnx } = inventModel([inventHistory(1, 200, 'A'), inventHistory(2, 200, 'B')]);
const bytes = packBundle({ manifest, onnx });

function expectUnreadable(file: Uint8Array, message: string | RegExp): void {
  const unpack = (): unknown => unpackBundle(file);
  expect(unpack).toThrow(expect.objectContaining({ name: 'AppError', code: 'model/unreadable-bundle' }));
  expect(unpack).toThrow(message);
}

it('comes back as it was packed', () => {
  expect(unpackBundle(bytes)).toEqual({ manifest, onnx });
});

describe('the same contents give the same bytes', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('twice, and after a round trip', () => {
    expect(packBundle({ manifest: structuredClone(manifest), onnx: onnx.slice() })).toEqual(bytes);
    expect(packBundle(unpackBundle(bytes))).toEqual(bytes);
  });

  it.each(['Pacific/Auckland', 'America/Los_Angeles', 'UTC'])('in the time zone %s', (timeZone) => {
    process.env.TZ = timeZone;
    expect(packBundle({ manifest, onnx })).toEqual(bytes);
  });

  it('and other contents other bytes', () => {
    expect(packBundle({ manifest: { ...manifest, version: 2 }, onnx })).not.toEqual(bytes);
  });
});

describe('what is no bundle is refused', () => {
  const manifestFile = strToU8(JSON.stringify(manifest));

  it.each([
    ['nothing', new Uint8Array(0)],
    ['garbage', Uint8Array.from({ length: 5000 }, (_, i) => (i * 97) % 251)],
    ['text', strToU8('not a zip')],
    ['the first half', bytes.subarray(0, bytes.length / 2)],
  ])('%s', (_, file) => {
    expectUnreadable(file, 'The file is not a model bundle: ');
  });

  it('a zip without one of the two entries', () => {
    expectUnreadable(zipSync({ 'model.onnx': onnx }), 'manifest.json or model.onnx is missing');
    expectUnreadable(zipSync({ 'manifest.json': manifestFile }), 'manifest.json or model.onnx is missing');
    expectUnreadable(zipSync({ 'other.txt': manifestFile }), 'missing');
  });

  it('a manifest that is not JSON', () => {
    expectUnreadable(zipSync({ 'manifest.json': strToU8('{'), 'model.onnx': onnx }), 'JSON');
  });

  it.each([
    ['of no known format', { format: 'bundle' }],
    ['without scalers', { scalers: undefined }],
    ['with an unknown scaler', { scalers: { A: [{ ...manifest.scalers.A![0]!, kind: 'log' }] } }],
    ['with an offset that is no number', { calibrators: [{ ...manifest.calibrators[0]!, offsets: ['0'] }] }],
    ['without an evaluation', { evaluations: [null] }],
  ])('a manifest %s', (_, change) => {
    const file = strToU8(JSON.stringify({ ...manifest, ...change }));
    expectUnreadable(zipSync({ 'manifest.json': file, 'model.onnx': onnx }), 'The file is not a model bundle: ');
  });

  it.each(['almanac-bundle/1', 'almanac-bundle/9'])('a bundle of the format %s, with what to do', (format) => {
    // Nothing else of another format is known.
    const file = strToU8(JSON.stringify({ format, name: 'old', scalers: 7 }));
    const unpack = (): unknown => unpackBundle(zipSync({ 'manifest.json': file, 'model.onnx': onnx }));
    expect(unpack).toThrow(expect.objectContaining({ name: 'AppError', code: 'model/other-format' }));
    expect(unpack).toThrow(`The bundle of old has the format ${format}`);
    expect(unpack).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('Train the model again') as string }),
    );
  });

  it('a zip whose directory claims that an entry unpacks to 3 GiB, without unpacking it', () => {
    const file = bytes.slice();
    const view = new DataView(file.buffer);
    // The central directory (signature 0x02014b50) holds the size of an entry 24 bytes in.
    let entries = 0;
    for (let at = 0; at < file.length - 46; at++) {
      if (view.getUint32(at, true) !== 0x02014b50) continue;
      view.setUint32(at + 24, 3 * 1024 ** 3, true);
      entries++;
    }
    expect(entries).toBe(2);
    expectUnreadable(file, 'missing');
  });

  it('a zip whose directory claims less than an entry unpacks to', () => {
    const file = bytes.slice();
    const view = new DataView(file.buffer);
    const at = file.findIndex((_, i) => i < file.length - 46 && view.getUint32(i, true) === 0x02014b50);
    view.setUint32(at + 24, 100, true);
    expectUnreadable(file, 'The file is not a model bundle: ');
  });
});
