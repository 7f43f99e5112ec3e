import { init } from 'echarts';
import type { EChartsOption } from 'echarts';

/**
 * Draws a chart as an SVG of width × height points. It needs no screen; ECharts measures text by a table
 * of character widths, so labels are given room to spare.
 */
export function renderChart(option: EChartsOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return chart.renderToSVGString();
  } finally {
    // An open chart keeps timers that hold the process.
    chart.dispose();
  }
}
