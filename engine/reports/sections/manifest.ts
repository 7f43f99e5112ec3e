import { definitions, heading, note, together } from '../blocks.ts';
import type { Section } from '../section.ts';

const shownHashes = 5;

/** Hashes and versions: what it takes to make the same numbers again. */
export const manifest: Section = ({ createdAt, forecast, manifest: record }, { manifest: words }) => {
  const hashes = Object.entries(record.dataHashes);
  const hidden = hashes.length - shownHashes;
  const versions = Object.entries(record.versions).map(([name, version]) => `${name} ${version}`);
  return [
    together([
      heading(words.heading),
      definitions(
        [
          [words.created, new Date(createdAt).toISOString()],
          [words.forecastId, forecast.id],
          [words.bundle, record.model.bundleHash],
          ...hashes.slice(0, shownHashes).map(([symbol, hash]): [string, string] => [words.data(symbol), hash]),
          ...(hidden > 0 ? [['', words.more(hidden)] as const] : []),
          [words.versions, versions.join(', ')],
        ],
        90,
      ),
      note(words.note),
    ]),
  ];
};
