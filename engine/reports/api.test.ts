import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { reportSections } from '#contract/report.ts';
import { failure, finish, it } from '../engine.test-data.ts';
import { importPlantedMarket, tinyExperiment } from '../experiments/planted-market.test-data.ts';
import { readPdf } from './read-pdf.test-data.ts';

describe('reports', () => {
  it('are kept, shown, offered in every format, removed and brought back', async ({ engine, folder, clock }) => {
    // Ids as the real clock gives them name places in the outbox.
    let ids = 0;
    clock.newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
    await importPlantedMarket(engine, folder, { bars: 600 });
    const { experiments, reports } = engine.client;
    await finish(experiments.train({ experiment: tinyExperiment }));
    const building = await reports.build({ model: 'tiny', symbol: 'PLANTED', language: 'pl', sections: ['evidence'] });
    const steps: string[] = [];
    const report = await (async () => {
      for (;;) {
        const step = await building.next();
        if (step.done) return step.value;
        steps.push(`${step.value.done}/${step.value.total} ${step.value.detail}`);
      }
    })();
    expect(steps).toEqual(['0/4 forecast', '1/4 backtest', '2/4 track record', '3/4 past forecasts']);
    expect(report).toMatchObject({
      model: 'tiny@1',
      symbol: 'PLANTED',
      horizonBars: 1,
      language: 'pl',
      sections: ['evidence'],
      removedAt: null,
    });
    expect(await reports.list()).toEqual([report]);

    const { id } = report;
    const chosen = await reports.show({ id, language: 'pl' });
    const all = await reports.show({ id, language: 'en', sections: [...reportSections] });
    const headlines = ({ document }: typeof all): number =>
      JSON.stringify(document).split('"isHeadline":true').length - 1;
    // That of the first page, and the one that was chosen.
    expect(headlines(chosen)).toBe(2);
    expect(headlines(all)).toBeGreaterThan(12);

    const read = (link: string): Buffer =>
      readFileSync(join(engine.workspaceFolder, 'outbox', decodeURIComponent(link.slice('/files/'.length))));
    const pdf = await reports.offer({ id, format: 'pdf', language: 'en' });
    expect(pdf.name).toMatch(/^PLANTED-\d{4}-\d\d-\d\d\.en\.pdf$/);
    expect(readPdf(read(pdf.link)).pages).toBeGreaterThan(0);
    const json = await reports.offer({ id, format: 'json', language: 'en' });
    expect(JSON.parse(read(json.link).toString())).toMatchObject({ manifest: { lineage: [] } });
    const csv = await reports.offer({ id, format: 'csv', language: 'en' });
    expect(Object.keys(unzipSync(read(csv.link)))).toHaveLength(5);

    const { files } = await reports.write({ id, languages: ['en'], formats: ['pdf'], folder });
    expect(readFileSync(files[0]!)).toEqual(read(pdf.link));

    expect((await reports.remove({ id })).removedAt).toBe(clock.at);
    expect((await reports.list())[0]!.removedAt).toBe(clock.at);
    expect(await reports.bringBack({ id })).toEqual(report);
    expect(await failure(reports.show({ id: 'none', language: 'en' }))).toMatchObject({ code: 'report/unknown' });
  });

  it('that are cancelled, or fail, leave nothing', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: 600 });
    const { experiments, reports } = engine.client;
    await finish(experiments.train({ experiment: tinyExperiment }));
    const cancel = new AbortController();
    const building = await reports.build({ model: 'tiny', symbol: 'PLANTED' }, { signal: cancel.signal });
    const error = await failure(
      (async () => {
        for await (const progress of building) if (progress.detail === 'forecast') cancel.abort();
      })(),
    );
    expect(error).toMatchObject({ code: 'job/cancelled' });
    expect(await failure(finish(reports.build({ model: 'tiny', symbol: 'NONE' })))).toBeInstanceOf(AppError);
    expect(await reports.list()).toEqual([]);
  });
});
