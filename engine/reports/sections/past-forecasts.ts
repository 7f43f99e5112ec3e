import { dataTable, figure, heading, note, paragraph, subheading, together } from '../blocks.ts';
import { pastForecasts as chart } from '../charts/past-forecasts.ts';
import { pickSeparate, shownInterval } from '../past-forecasts.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';
import { shareInterval } from '../share-interval.ts';
import { horizonOf, timeframeOf } from '#contract/span.ts';
import { page } from '../style.ts';

const shownRows = 8;

/** What the model says of bars that no fit has seen, and what came; nothing where no outcome is known. */
export const pastForecasts: Section = ({ pastForecasts: past, forecast, instrument }, texts, format) => {
  const words = texts.pastForecasts;
  const separate = pickSeparate(past);
  if (separate.length === 0) return [];
  const timeframe = timeframeOf(forecast);
  const horizon = horizonOf(forecast);
  const hits = separate.filter(({ isInside }) => isInside).length;
  const rising = separate.filter(({ median, price, outcomePrice }) => median > price === outcomePrice > price).length;
  const price = (value: number): string => format.price(value, forecast.price);
  const currency = instrument.currency === 'XXX' ? '' : `, ${instrument.currency}`;
  return [
    together([
      heading(words.heading),
      paragraph(words.introduction(horizon)),
      figure(renderChart(chart(past, timeframe, texts, format), page.textWidth, 190), page.textWidth),
      paragraph(words.held(hits, separate.length, shareInterval(hits, separate.length), shownInterval.coverage)),
      paragraph(words.direction(rising, separate.length, shareInterval(rising, separate.length))),
    ]),
    together([
      subheading(words.last(Math.min(shownRows, separate.length), separate.length)),
      dataTable(
        [
          { title: words.made, width: '*', alignment: 'left' },
          { title: words.price + currency, width: 62, alignment: 'right' },
          { title: words.median, width: 56, alignment: 'right' },
          { title: words.interval, width: 96, alignment: 'right' },
          { title: words.came, width: 104, alignment: 'right' },
          { title: words.verdict, width: 62, alignment: 'right' },
        ],
        separate
          .slice(-shownRows)
          .map((row) => [
            format.time(row.time, timeframe),
            price(row.price),
            price(row.median),
            `${price(row.low)} – ${price(row.high)}`,
            `${format.shortTime(row.outcomeTime, timeframe)}: ${price(row.outcomePrice)}`,
            row.isInside ? words.isInside : words.isOutside,
          ]),
      ),
      note(words.note),
    ]),
  ];
};
