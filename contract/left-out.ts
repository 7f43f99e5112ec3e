/** An instrument that a model knows and that is not in a result, and why: part of a sentence, "its history …". */
export interface LeftOut {
  readonly symbol: string;
  readonly reason: string;
}
