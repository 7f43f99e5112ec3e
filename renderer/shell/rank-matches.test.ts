import { expect, it } from 'vitest';
import { rankMatches, scoreMatch } from './rank-matches.ts';

const symbols = ['GOOGL', 'AAPL', 'APLE', 'TAP', 'A', 'BRK.B'];

it('puts the same word first, then what begins with it, then what holds it', () => {
  expect(rankMatches('ap', symbols, (s) => s, 9)).toEqual(['APLE', 'AAPL', 'TAP']);
  expect(rankMatches('a', symbols, (s) => s, 2)).toEqual(['A', 'AAPL']);
});

it('finds letters in order, and nothing where one is missing', () => {
  expect(scoreMatch('gwl', 'Go to watchlists')).not.toBeNull();
  expect(scoreMatch('xyz', 'Go to watchlists')).toBeNull();
});

it('takes signs as they are', () => {
  expect(rankMatches('k.b', symbols, (s) => s, 9)).toEqual(['BRK.B']);
  expect(scoreMatch('(', 'AAPL')).toBeNull();
});

it('keeps the order where nothing is asked', () => {
  expect(rankMatches('', symbols, (s) => s, 3)).toEqual(['GOOGL', 'AAPL', 'APLE']);
});
