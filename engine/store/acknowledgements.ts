import type { EpochMs, Timeframe } from '#contract/bars.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** That a user has seen a red finding of a history and takes the history as it is. */
export interface Acknowledgement {
  readonly instrumentId: number;
  readonly timeframe: Timeframe;
  /** Tells the finding, over re-imports that leave it as it is. */
  readonly fingerprint: string;
  /** The finding's message as it was acknowledged. */
  readonly message: string;
  readonly createdAt: EpochMs;
}

/** Appends an acknowledgement for good; returns false, and writes nothing, where the finding has one already. */
export function addAcknowledgement({ write }: WriteDatabase, acknowledgement: Acknowledgement): boolean {
  const { instrumentId, timeframe, fingerprint, message, createdAt } = acknowledgement;
  const { changes } = write
    .prepare(
      `INSERT INTO acknowledgements (instrument_id, timeframe, fingerprint, message, created_at)
       SELECT @instrumentId, @timeframe, @fingerprint, @message, @createdAt WHERE NOT EXISTS (
         SELECT 1 FROM acknowledgements
         WHERE instrument_id = @instrumentId AND timeframe = @timeframe AND fingerprint = @fingerprint)`,
    )
    .run({ instrumentId, timeframe, fingerprint, message, createdAt });
  return changes > 0;
}

/** The acknowledgements of an instrument's history in the order in which they were made. */
export function listAcknowledgements(
  { read }: ReadDatabase,
  instrumentId: number,
  timeframe: Timeframe,
): Acknowledgement[] {
  return read
    .prepare<[number, string], Acknowledgement>(
      `SELECT instrument_id AS instrumentId, timeframe, fingerprint, message, created_at AS createdAt
       FROM acknowledgements WHERE instrument_id = ? AND timeframe = ? ORDER BY id`,
    )
    .all(instrumentId, timeframe);
}
