import { describe, expect } from 'vitest';
import { addRun } from './runs.ts';
import { addWalkForward, listWalkForwards, readFoldResult, readWalkForward, saveFoldResult } from './walk-forwards.ts';
import { it } from './workspace.test-data.ts';

describe('fold results', () => {
  it('belong to a run, and count as none where their bytes have changed, until they are saved again', ({
    database,
  }) => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(() => {
      saveFoldResult(database, 'nobody', bytes, 1);
    }).toThrow(/FOREIGN KEY/);
    addRun(database, { id: 'r1', replayKey: 'key', experiment: {}, dataHashes: {}, createdAt: 1 });
    expect(readFoldResult(database, 'r1')).toBeUndefined();
    saveFoldResult(database, 'r1', bytes, 1);
    expect([...readFoldResult(database, 'r1')!]).toEqual([1, 2, 3]);
    database.write.exec("UPDATE fold_results SET result = x'010203ff'");
    expect(readFoldResult(database, 'r1')).toBeUndefined();
    saveFoldResult(database, 'r1', bytes, 2);
    expect([...readFoldResult(database, 'r1')!]).toEqual([1, 2, 3]);
  });
});

describe('walk-forwards', () => {
  it('are listed newest first, and the first result of an id stays', ({ database }) => {
    addWalkForward(database, 'b', '{"n":1}', 1);
    addWalkForward(database, 'a', '{"n":2}', 2);
    addWalkForward(database, 'b', '{"n":3}', 3);
    expect(listWalkForwards(database)).toEqual(['a', 'b']);
    expect(readWalkForward(database, 'b')).toBe('{"n":1}');
    expect(readWalkForward(database, 'c')).toBeUndefined();
  });
});
