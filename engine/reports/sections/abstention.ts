import { bullets, heading, note, panel, together } from '../blocks.ts';
import type { Section } from '../section.ts';
import { colours } from '../style.ts';

/** Why Almanac makes no call; nothing when it makes one. */
export const abstention: Section = ({ forecast }, { abstention: words }) => {
  if (forecast.grade !== 'NO CALL') return [];
  return [
    together([
      heading(words.heading),
      panel(
        [bullets(forecast.abstentions.map(words.sentence)), note(words.ungated(forecast.ungatedGrade))],
        colours.warning,
        colours.warningFill,
      ),
    ]),
  ];
};
