import { bullets, panel } from '../blocks.ts';
import type { Section } from '../section.ts';
import { colours } from '../style.ts';

/** Why Almanac makes no call; nothing when it makes one. */
export const abstention: Section = ({ forecast }, { abstention: words }) => {
  if (forecast.grade !== 'NO CALL') return [];
  return [
    panel(
      [
        { text: words.heading, bold: true, fontSize: 10.5, color: colours.warning, margin: [0, 0, 0, 3] },
        bullets(forecast.abstentions.map(words.sentence)),
        { text: words.ungated(forecast.ungatedGrade), fontSize: 7.5, color: colours.muted },
      ],
      colours.warning,
      colours.warningFill,
    ),
  ];
};
