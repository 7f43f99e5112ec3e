/** What flows between the layers of one sample, [time][width]; a vector is a sequence of one step. */
export type Sequence = number[][];

/** A trained tensor by the place in its flat, row-major order. */
export type Values = (index: number) => number;
