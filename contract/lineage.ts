/** A model that a model started from, or that such a model started from, and so on. */
export interface Ancestor {
  /** 'name@version' as it was called where the training was. */
  readonly model: string;
  /** SHA-256 of its bundle. */
  readonly bundleHash: string;
  /** 'name@version' by which this workspace has it; null where it has it not, or no more. */
  readonly here: string | null;
}
