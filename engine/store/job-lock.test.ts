import { expect } from 'vitest';
import { takeJobLock } from './job-lock.ts';
import { it } from './workspace.test-data.ts';

it('the right to work on the queue is given to one at a time', ({ folder }) => {
  const first = takeJobLock(folder);
  expect(first).not.toBeNull();
  expect(takeJobLock(folder)).toBeNull();
  first!.release();
  const second = takeJobLock(folder);
  expect(second).not.toBeNull();
  second!.release();
});
