import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';
import { patternOf } from './chart-fill.ts';
import type { Ink } from './chart-ink.ts';
import { inkOf } from './chart-ink.ts';
import { goalMarks, segmentLabels } from './chart-labels.ts';
import { axisLines, type ChartSpec, nameWidth } from './chart-spec.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

interface DrawingOptions {
  ink: Ink;
  /** Fits itself to its place and answers the mouse; a picture does neither. */
  live: boolean;
  /** Width of the place in px: in a narrow one long names would leave no room for the bars. */
  width: number;
}

/**
 * Draws the chart; what it returns takes it away again. Without any movement: the chart is there or it is not.
 * @throws when the browser gives no drawing surface
 */
export function drawChart(canvas: HTMLCanvasElement, spec: ChartSpec): () => void {
  const chart = chartOn(canvas, spec, {
    ink: inkOf(canvas),
    live: true,
    width: canvas.parentElement?.clientWidth ?? 0,
  });
  return () => chart.destroy();
}

/** The chart on a canvas that has its size. Values begin at zero, whatever they are. */
export function chartOn(
  canvas: HTMLCanvasElement,
  spec: ChartSpec,
  { ink, live, width }: DrawingOptions,
): Chart<'bar'> {
  const lying = spec.direction === 'rows';
  const font = { family: ink.font, size: 13 };
  const values = {
    stacked: spec.stacked,
    beginAtZero: true,
    max: spec.maximum,
    border: { display: false },
    grid: { color: ink.grid },
    ticks: {
      color: ink.muted,
      font,
      // Shares are drawn on their whole scale in quarters, counts in whole numbers.
      ...(spec.maximum === 1 ? { stepSize: 0.25 } : { precision: 0, maxTicksLimit: width < 600 ? 4 : 6 }),
      callback: (value: number | string) => spec.format(Number(value)),
    },
  };
  const names = {
    stacked: spec.stacked,
    border: { color: ink.grid },
    grid: { display: false },
    ticks: { color: ink.text, font, autoSkip: !lying, maxRotation: 0 },
  };
  const hrefAt = (elements: readonly { index: number; datasetIndex: number }[]) => {
    const [hit] = elements;
    const series = hit && spec.series[hit.datasetIndex];
    return series ? (spec.hrefOf?.(hit.index, series.key) ?? null) : null;
  };
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: axisLines(spec, nameWidth(width)),
      datasets: spec.series.map((series) => ({
        label: series.label,
        data: [...series.values],
        backgroundColor: patternOf(series.fill, ink.colorOf(series), ink.background),
        borderColor: series.fill === 'outline' ? ink.muted : ink.background,
        borderWidth: 1,
        borderSkipped: false,
        maxBarThickness: lying ? 26 : 48,
        categoryPercentage: 0.75,
        barPercentage: 0.9,
      })),
    },
    options: {
      animation: false,
      responsive: live,
      events: live ? ['mousemove', 'mouseout', 'click'] : [],
      devicePixelRatio: live ? undefined : 2,
      maintainAspectRatio: false,
      indexAxis: lying ? 'y' : 'x',
      scales: lying ? { x: values, y: names } : { x: names, y: values },
      onHover: (event, elements) => {
        const { target } = event.native ?? {};
        if (target instanceof HTMLElement) target.style.cursor = hrefAt(elements) === null ? '' : 'pointer';
      },
      // By keyboard the same places are links in the table below.
      onClick: (_, elements) => {
        const href = hrefAt(elements);
        if (href !== null) location.assign(href);
      },
      plugins: {
        tooltip: {
          enabled: live,
          callbacks: {
            title: ([item]) => spec.categories[item?.dataIndex ?? -1] ?? '',
            label: ({ dataset, raw }) => `${dataset.label}: ${typeof raw === 'number' ? spec.format(raw) : '–'}`,
          },
        },
      },
    },
    plugins: [segmentLabels(spec, ink), goalMarks(spec, ink)],
  });
}
