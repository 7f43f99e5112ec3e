import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { addInstrument } from './instruments.ts';
import { openStore } from './open-store.ts';
import { it } from './workspace.test-data.ts';
import { hasForeignLog, isOpenHere, noteOpen, refuseForeignLog } from './write-ahead-log.ts';

/** Copies of a database and its log, as they lie on the disk while the workspace is open. */
function copyOpenWorkspace(folder: string, name: string): { database: Buffer; log: Buffer } {
  const closed = openStore(join(folder, name));
  closed.close();
  const store = openStore(join(folder, name));
  for (let i = 0; i < 300; i++) {
    addInstrument(store.database, { symbol: `${name}${i}`, currency: 'USD', simulated: false }, i);
  }
  const copy = { database: readFileSync(store.file), log: readFileSync(`${store.file}-wal`) };
  store.close();
  return copy;
}

describe('a log', () => {
  it('is told from that of another workspace, and never its own, wherever it is cut off or damaged', ({ folder }) => {
    const file = join(folder, 'almanac.db');
    const isForeign = (database: Buffer, log: Buffer) => {
      writeFileSync(file, database);
      writeFileSync(`${file}-wal`, log);
      return hasForeignLog(file);
    };
    const one = copyOpenWorkspace(folder, 'one');
    const other = copyOpenWorkspace(folder, 'other');
    expect(isForeign(one.database, one.log)).toBe(false);
    expect(isForeign(one.database, other.log)).toBe(true);
    expect(() => {
      refuseForeignLog(file);
    }).toThrow(expect.objectContaining({ code: 'store/damaged' }));
    for (let at = 0; at < one.log.length; at += 40_009) {
      expect(isForeign(one.database, one.log.subarray(0, at))).toBe(false);
      const flipped = Buffer.from(one.log);
      flipped[at]! ^= 1;
      expect(isForeign(one.database, flipped)).toBe(false);
      // A frame that is not whole is not played in, and says nothing: neither do those after it.
      const torn = Buffer.concat([one.log.subarray(0, at), other.log.subarray(at)]);
      expect(isForeign(one.database, torn)).toBe(at === 0);
    }
    copyFileSync(file, `${file}-copy`);
    expect(hasForeignLog(`${file}-copy`)).toBe(false);
  });
});

it('a database counts as open here until all who noted it are done', ({ folder }) => {
  const file = join(folder, 'almanac.db');
  const closings = [noteOpen(file), noteOpen(file)];
  closings[0]!();
  expect(isOpenHere(file)).toBe(true);
  closings[1]!();
  expect(isOpenHere(file)).toBe(false);
});
