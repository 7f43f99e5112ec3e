/**
 * The page of bench/chart.ts: the same bars, marks and fan in Almanac's chart and in lightweight-charts. Each function
 * answers in milliseconds and is called from outside.
 */
import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  type IChartApi,
  type SeriesMarker,
  type Time,
} from 'lightweight-charts';
import { createPinia } from 'pinia';
import { createApp, h, ref, type App } from 'vue';
import { interpolateBound, type Fan } from '../charts/price-chart/fan.ts';
import type { Marks } from '../charts/price-chart/marks.ts';
import { feedFromMemory } from '../charts/price-chart/memory-bars.ts';
import PriceChart from '../charts/price-chart/PriceChart.vue';
import '../design/base.css';
import '../design/tokens.css';
import { createTexts } from '../i18n.ts';
import { usePreferences } from '../stores/preferences.ts';
import { hostKey } from '../use-host.ts';
import { createHostDouble } from './host-double.ts';
import { createRandom, inventBars } from './invent-market.ts';

const MINUTE = 60_000;
const HORIZON = 60;
const MARKS = 5000;
const FRAMES = 150;

interface Content {
  readonly bars: ReturnType<typeof inventBars>;
  readonly marks: Marks;
  readonly fan: Fan;
}

function inventContent(count: number): Content {
  const bars = inventBars(1, count, 100, MINUTE);
  const random = createRandom(2);
  const bar = Array.from({ length: MARKS }, (_, i) => count - MARKS + i);
  const price = bars.close[count - 1]!;
  return {
    bars,
    marks: { bar, saidUp: bar.map(() => (random() > 0.5 ? 1 : 0)), outcome: bar.map(() => (random() > 0.45 ? 1 : 0)) },
    fan: {
      atBar: count - 1,
      price,
      horizonBars: HORIZON,
      expectedPrice: price * 1.001,
      intervals: [
        { coverage: 0.95, lowPrice: price * 0.985, highPrice: price * 1.017 },
        { coverage: 0.8, lowPrice: price * 0.99, highPrice: price * 1.012 },
        { coverage: 0.5, lowPrice: price * 0.995, highPrice: price * 1.007 },
      ],
    },
  };
}

const host = document.getElementById('app')!;
Object.assign(host.style, { width: '1000px', height: '640px' });
const contents = new Map<number, Content>();

function contentOf(count: number): Content {
  const known = contents.get(count) ?? inventContent(count);
  contents.set(count, known);
  return known;
}

/** After the frame that comes next has been painted. */
function untilPainted(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => {
      // A task behind the frame runs after its paint.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve();
      };
      port2.postMessage(null);
    }),
  );
}

let unmount = (): void => undefined;
let app: App | null = null;
let theirs: IChartApi | null = null;

function clear(): void {
  unmount();
  unmount = () => undefined;
  host.replaceChildren();
}

/** From bars in columns to a painted chart. */
async function paintOurs(count: number): Promise<number> {
  clear();
  const { bars, marks, fan } = contentOf(count);
  const start = performance.now();
  const history = {
    symbol: 'BENCH',
    timeframe: '1m',
    currency: 'USD',
    simulated: true,
    bars: count,
    from: bars.time[0]!,
    to: bars.time[count - 1]!,
  } as const;
  const feed = feedFromMemory(bars, history);
  const chart = ref<InstanceType<typeof PriceChart> | null>(null);
  app = createApp({
    render: () => h(PriceChart, { ref: chart, feed, label: 'bench', fan, marks, style: 'height:100%' }),
  });
  app.provide(hostKey, createHostDouble({ instruments: 0 }));
  app.use(createPinia());
  app.use(createTexts(usePreferences()));
  app.mount(host);
  chart.value?.showAll();
  await untilPainted();
  const taken = performance.now() - start;
  const mounted = app;
  unmount = () => {
    mounted.unmount();
  };
  return taken;
}

async function paintTheirs(count: number): Promise<number> {
  clear();
  const { bars, marks, fan } = contentOf(count);
  const start = performance.now();
  const chart = createChart(host, {
    width: 1000,
    height: 640,
    layout: { background: { color: '#10141b' }, textColor: '#838e9e' },
  });
  const time = (i: number): Time => (bars.time[i]! / 1000) as Time;
  const candles = chart.addSeries(CandlestickSeries);
  candles.setData(
    Array.from({ length: count }, (_, i) => ({
      time: time(i),
      open: bars.open[i]!,
      high: bars.high[i]!,
      low: bars.low[i]!,
      close: bars.close[i]!,
    })),
  );
  const volume = chart.addSeries(HistogramSeries, { priceScaleId: '' });
  volume.setData(Array.from({ length: count }, (_, i) => ({ time: time(i), value: bars.volume[i]! })));
  const bar = Array.from(marks.bar);
  createSeriesMarkers(
    candles,
    bar.map((at, i): SeriesMarker<Time> => ({
      time: time(at),
      position: marks.saidUp[i] === 1 ? 'belowBar' : 'aboveBar',
      shape: marks.saidUp[i] === 1 ? 'arrowUp' : 'arrowDown',
      color: marks.outcome[i] === 1 ? '#6aa9ff' : '#e5b454',
    })),
  );
  // It has no bands: the fan is its seven lines.
  for (const bound of [
    fan.expectedPrice,
    ...fan.intervals.flatMap(({ lowPrice, highPrice }) => [lowPrice, highPrice]),
  ]) {
    const line = chart.addSeries(LineSeries, { lineWidth: 1, priceLineVisible: false });
    line.setData(
      Array.from({ length: HORIZON + 1 }, (_, n) => ({
        time: (bars.time[count - 1]! / 1000 + 60 * n) as Time,
        value: interpolateBound(fan, bound, n),
      })),
    );
  }
  chart.timeScale().fitContent();
  await untilPainted();
  const taken = performance.now() - start;
  theirs = chart;
  unmount = () => {
    chart.remove();
  };
  return taken;
}

/** Times between frames while `act` changes the view in each of them. */
async function measureFrames(act: (frame: number) => void): Promise<number[]> {
  const times: number[] = [];
  let before = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
  for (let frame = 0; frame < FRAMES; frame++) {
    act(frame);
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    times.push(now - before);
    before = now;
  }
  return times;
}

/** In from the whole history, along it, and out again. */
function moveOurs(): Promise<number[]> {
  const target = host.querySelector('canvas.overlay')!;
  const turn = (more: WheelEventInit): void =>
    void target.dispatchEvent(
      new WheelEvent('wheel', { clientX: 600, clientY: 300, bubbles: true, cancelable: true, ...more }),
    );
  return measureFrames((frame) => {
    if (frame < 50) turn({ deltaY: -60 });
    else if (frame < 100) turn({ deltaX: frame < 75 ? -40 : 40 });
    else turn({ deltaY: 60 });
  });
}

function moveTheirs(count: number): Promise<number[]> {
  const scale = theirs!.timeScale();
  let range = { from: 0, to: count };
  return measureFrames((frame) => {
    const width = range.to - range.from;
    if (frame < 50) range = { from: range.from + width * 0.6 * 0.123, to: range.to - width * 0.4 * 0.123 };
    else if (frame < 100)
      range = {
        from: range.from + (frame < 75 ? -0.04 : 0.04) * width,
        to: range.to + (frame < 75 ? -0.04 : 0.04) * width,
      };
    else range = { from: range.from - width * 0.6 * 0.14, to: range.to + width * 0.4 * 0.14 };
    scale.setVisibleLogicalRange(range);
  });
}

Object.assign(window, {
  bench: { contentOf: (count: number) => void contentOf(count), paintOurs, paintTheirs, moveOurs, moveTheirs },
});
