import type { EngineClient } from '../host.ts';

/** Verbs that the double answers; the rest fail as an engine would. */
export type Answers = {
  readonly [Domain in keyof EngineClient]?: {
    readonly [Verb in keyof EngineClient[Domain]]?: Answer<EngineClient[Domain][Verb]>;
  };
};
/** A stream may be any generator. */
type Answer<Verb> = Verb extends (...input: infer Input) => PromiseLike<infer Output>
  ? (
      ...input: Input
    ) => Promise<Output extends AsyncIterator<infer Event, infer Result> ? AsyncGenerator<Event, Result, void> : Output>
  : never;
