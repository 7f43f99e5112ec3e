import { changedBy, type ChangeKind } from '#contract/change.ts';
import type { Answers } from './answers.ts';
import { createFeed } from './feed.ts';

type AnyVerb = (...input: readonly unknown[]) => Promise<unknown>;
type Domains = Record<string, Record<string, AnyVerb> | undefined>;

/** The same answers, with workspace.watch telling what each of them has changed, as the engine does. */
export function tellChanges(answers: Answers): Answers {
  const feed = createFeed<ChangeKind>();
  const domains: Domains = {
    ...(answers as Domains),
    workspace: { watch: () => Promise.resolve(feed.events()), ...(answers as Domains)['workspace'] },
  };
  for (const [name, kinds] of Object.entries(changedBy)) {
    const [domain = '', verb = ''] = name.split('.');
    const answer = domains[domain]?.[verb];
    if (!answer) continue;
    const tell = (): void => {
      for (const kind of kinds) feed.push(kind);
    };
    domains[domain] = { ...domains[domain], [verb]: async (...input) => tellAtEnd(await answer(...input), tell) };
  }
  return domains;
}

function tellAtEnd(result: unknown, tell: () => void): unknown {
  if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
    return followThenTell(result as AsyncGenerator<unknown, unknown, void>, tell);
  }
  tell();
  return result;
}

async function* followThenTell(
  events: AsyncGenerator<unknown, unknown, void>,
  tell: () => void,
): AsyncGenerator<unknown, unknown, void> {
  const result = yield* events;
  tell();
  return result;
}
