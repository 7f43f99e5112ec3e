import { definitions, heading, note, subheading, together } from '../blocks.ts';
import { nameExperimentFile } from '../name-files.ts';
import type { Section } from '../section.ts';

const shownHashes = 5;

/** What a shell takes as one word: what is more than that stands in quotation marks. */
function quote(word: string): string {
  return /^[\p{L}\p{N}._/@-]+$/u.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Commands, hashes and versions: what it takes to make the same numbers again. */
export const manifest: Section = (data, { manifest: words, language }) => {
  const { createdAt, forecast, instrument, otherForecasts, manifest: record } = data;
  const hashes = Object.entries(record.dataHashes);
  const hidden = hashes.length - shownHashes;
  const versions = Object.entries(record.versions).map(([name, version]) => `${name} ${words.version(version)}`);
  const model = `${record.model.name}@${String(record.model.version)}`;
  const horizon = otherForecasts.length > 0 ? ` --horizon ${String(forecast.horizonBars)}` : '';
  const commands = [
    `almanac import <${words.files}>`,
    `almanac train --experiment ${quote(nameExperimentFile(data))}`,
    `almanac report ${quote(instrument.symbol)} --model ${model}${horizon} --language ${language}`,
  ];
  return [
    together([
      heading(words.heading),
      subheading(words.commands),
      definitions(
        commands.map((command, i) => [String(i + 1), command]),
        14,
      ),
      note(words.note),
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
    ]),
  ];
};
