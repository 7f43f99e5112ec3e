import { expect, it } from 'vitest';
import { apiContract } from './api/api.ts';
import { changedBy } from './change.ts';

it('verbs that change something are there', () => {
  const verbs = Object.entries(apiContract).flatMap(([domain, contract]) =>
    Object.keys(contract).map((verb) => `${domain}.${verb}`),
  );
  expect(Object.keys(changedBy).filter((verb) => !verbs.includes(verb))).toEqual([]);
});
