/**
 * What the engine says, in English, and the same in Polish. `{0}`, `{1}` … stand for what is filled in, from left to right;
 * `{bar has|bars have}` for either. In Polish `{0}` is what was filled in as it is, and `<0>` what was filled in as a phrase
 * that is translated in turn; what Polish leaves out, such as an ending of a plural, is left out.
 */
export type Phrase = readonly [english: string, polish: string];
