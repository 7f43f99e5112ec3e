/** Simulated log returns from close to close, one a bar, each with the standard deviation it was drawn with. */
export interface ReturnPath {
  readonly returns: Float64Array;
  readonly volatility: Float64Array;
}
