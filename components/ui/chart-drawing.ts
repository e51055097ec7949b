import { BarController, BarElement, CategoryScale, Chart, LinearScale, type Plugin, Tooltip } from 'chart.js';
import { type ChartSpec, type Fill, type Series, wrapName } from './chart-spec.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

interface Ink {
  font: string;
  text: string;
  muted: string;
  grid: string;
  background: string;
  colorOf: (series: Series) => string;
}

/**
 * Draws the chart; what it returns takes it away again. Without any movement: the chart is there or it is not.
 * @throws when the browser gives no drawing surface
 */
export function drawChart(canvas: HTMLCanvasElement, spec: ChartSpec): () => void {
  const ink = inkOf(canvas);
  Chart.defaults.font.family = ink.font;
  Chart.defaults.font.size = 13;
  const lying = spec.direction === 'rows';
  // In a narrow window long names would leave no room for the bars.
  const nameWidth = (canvas.parentElement?.clientWidth ?? 0) < 600 ? 17 : 40;
  const values = {
    stacked: spec.stacked,
    beginAtZero: true,
    max: spec.maximum,
    border: { display: false },
    grid: { color: ink.grid },
    ticks: {
      color: ink.muted,
      precision: 0,
      maxTicksLimit: 6,
      callback: (value: number | string) => spec.format(Number(value)),
    },
  };
  const names = {
    stacked: spec.stacked,
    border: { color: ink.grid },
    grid: { display: false },
    ticks: { color: ink.text, autoSkip: !lying, maxRotation: 0 },
  };
  const chart = new Chart(canvas, {
    type: 'bar',
    data: {
      labels: spec.categories.map((name) => (lying ? wrapName(name, nameWidth) : [name])),
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
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: lying ? 'y' : 'x',
      scales: lying ? { x: values, y: names } : { x: names, y: values },
      plugins: {
        tooltip: {
          callbacks: {
            title: ([item]) => spec.categories[item?.dataIndex ?? -1] ?? '',
            label: ({ dataset, raw }) => `${dataset.label}: ${typeof raw === 'number' ? spec.format(raw) : '–'}`,
          },
        },
      },
    },
    plugins: [segmentLabels(spec, ink)],
  });
  return () => chart.destroy();
}

function inkOf(canvas: HTMLCanvasElement): Ink {
  const style = getComputedStyle(canvas);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily,
    text: color('--text'),
    muted: color('--muted'),
    grid: color('--border'),
    background: color('--background'),
    colorOf: (series) => color(series.color),
  };
}

/** The figure inside each part of a bar that has room for it, on a ground of its own so that it reads on any fill. */
function segmentLabels(spec: ChartSpec, ink: Ink): Plugin<'bar'> {
  return {
    id: 'segment-labels',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `600 12px ${ink.font}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      for (const [index, series] of spec.series.entries()) {
        for (const [place, element] of chart.getDatasetMeta(index).data.entries()) {
          const value = series.values[place];
          if (!value) continue;
          const { x, y, base, width, height } = element.getProps(['x', 'y', 'base', 'width', 'height'], true) as Record<
            'x' | 'y' | 'base' | 'width' | 'height',
            number
          >;
          const text = spec.format(value);
          const lying = spec.direction === 'rows';
          const room = lying ? Math.abs(x - base) : Math.abs(y - base);
          const needed = lying ? ctx.measureText(text).width + 10 : 18;
          const across = lying ? height : width;
          if (room < needed || across < (lying ? 14 : ctx.measureText(text).width + 6)) continue;
          const center = lying ? { x: (x + base) / 2, y } : { x, y: (y + base) / 2 };
          const half = ctx.measureText(text).width / 2 + 3;
          ctx.fillStyle = ink.background;
          ctx.fillRect(center.x - half, center.y - 7, half * 2, 14);
          ctx.fillStyle = ink.text;
          ctx.fillText(text, center.x, center.y);
        }
      }
      ctx.restore();
    },
  };
}

/** A colour with its texture; the lines are drawn in the page's ground so that they show on light and dark. */
function patternOf(fill: Fill, color: string, ground: string): string | CanvasPattern {
  if (fill === 'solid') return color;
  const tile = document.createElement('canvas');
  tile.width = 8;
  tile.height = 8;
  const context = tile.getContext('2d');
  if (context === null) return color;
  context.fillStyle = fill === 'outline' ? ground : color;
  context.fillRect(0, 0, 8, 8);
  context.strokeStyle = ground;
  context.fillStyle = ground;
  context.lineWidth = 1.5;
  context.beginPath();
  if (fill === 'stripes' || fill === 'cross') {
    for (const shift of [-8, 0, 8]) {
      context.moveTo(shift, 8);
      context.lineTo(shift + 8, 0);
      if (fill === 'cross') {
        context.moveTo(shift, 0);
        context.lineTo(shift + 8, 8);
      }
    }
    context.stroke();
  }
  if (fill === 'dots') {
    context.arc(4, 4, 1.4, 0, 2 * Math.PI);
    context.fill();
  }
  return context.createPattern(tile, 'repeat') ?? color;
}
