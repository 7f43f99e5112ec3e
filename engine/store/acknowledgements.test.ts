import { beforeEach, describe, expect } from 'vitest';
import { addAcknowledgement, listAcknowledgements, type Acknowledgement } from './acknowledgements.ts';
import { addInstrument } from './instruments.ts';
import type { WriteDatabase } from './open-store.ts';
import { it } from './workspace.test-data.ts';

const acknowledgement: Acknowledgement = {
  instrumentId: 1,
  timeframe: '1d',
  fingerprint: 'gap-1',
  message: 'Expected a bar a day; found none for 9 years.',
  createdAt: 7,
};

describe('acknowledgements', () => {
  beforeEach<{ database: WriteDatabase }>(({ database }) => {
    addInstrument(database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
  });

  it('come back in order, each once, by instrument and timeframe', ({ database }) => {
    const second = { ...acknowledgement, fingerprint: 'a', createdAt: 8 };
    expect(addAcknowledgement(database, acknowledgement)).toBe(true);
    expect(addAcknowledgement(database, second)).toBe(true);
    expect(addAcknowledgement(database, { ...acknowledgement, createdAt: 9 })).toBe(false);
    expect(addAcknowledgement(database, { ...acknowledgement, timeframe: '1m' })).toBe(true);
    expect(listAcknowledgements(database, 1, '1d')).toEqual([acknowledgement, second]);
    expect(listAcknowledgements(database, 2, '1d')).toEqual([]);
    expect(() => addAcknowledgement(database, { ...acknowledgement, instrumentId: 2 })).toThrow(/FOREIGN KEY/);
  });

  it.for([
    "UPDATE acknowledgements SET message = ''",
    'DELETE FROM acknowledgements',
    "INSERT OR REPLACE INTO acknowledgements VALUES (1, 1, '1d', 'x', 'y', 1)",
  ])('are append-only: %s is refused', (sql, { database }) => {
    addAcknowledgement(database, acknowledgement);
    expect(() => database.write.exec(sql)).toThrow(/append-only/);
    expect(listAcknowledgements(database, 1, '1d')).toEqual([acknowledgement]);
  });
});
