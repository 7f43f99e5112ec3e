import { expect, it } from 'vitest';
import { heading, paragraph, together } from './blocks.ts';
import { numberHeadlines } from './number-headlines.ts';

it('numbers headlines wherever they stand, in the order of the page, and nothing else', () => {
  const { content, headlines } = numberHeadlines([
    paragraph('before'),
    together([heading('Risk'), paragraph('text')]),
    { columns: [heading('Left'), { stack: [heading('Right')] }] },
  ]);
  expect(headlines).toEqual([
    { number: 1, title: 'Risk', id: 'section-1' },
    { number: 2, title: 'Left', id: 'section-2' },
    { number: 3, title: 'Right', id: 'section-3' },
  ]);
  expect(content[0]).toEqual(paragraph('before'));
  expect(JSON.stringify(content[1])).toContain(
    '"text":"1\u2002Risk","headline":true,"fontSize":12,"bold":true,"color":"#1f4e79","id":"section-1","outline":true,"outlineText":"1\u2002Risk"',
  );
  expect(JSON.stringify(content[1])).toContain('"text":"text"');
});
