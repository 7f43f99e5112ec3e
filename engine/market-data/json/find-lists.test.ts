import { describe, expect, it } from 'vitest';
import { findLists } from './find-lists.ts';

describe('lists of a path', () => {
  it('are those that its keys lead to, through arrays', () => {
    const [a, b] = [
      { name: 'a', rows: [1] },
      { name: 'b', rows: [] },
    ];
    expect(findLists({ data: [a, [b]], rows: [2] }, 'data.rows')).toEqual([
      { owner: a, left: [1] },
      { owner: b, left: [] },
    ]);
  });

  it('at the top belong to nobody', () => {
    expect(findLists([null, { x: [1] }], '')).toEqual([{ owner: null, left: [null, { x: [1] }] }]);
  });

  it('may stand under keys with points', () => {
    const result = { 'A.B': [3] };
    expect(findLists({ result, 'result.A': [] }, 'result.A.B')).toEqual([{ owner: result, left: [3] }]);
  });
});
