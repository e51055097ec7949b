import type { Plugin } from 'chart.js';
import type { Ink } from './chart-ink.ts';
import type { ChartSpec } from './chart-spec.ts';

type Bar = Record<'x' | 'y' | 'base' | 'width' | 'height', number>;

/** The figure inside each part of a bar that has room for it, on a ground of its own so that it reads on any fill. */
export function segmentLabels(spec: ChartSpec, ink: Ink): Plugin<'bar'> {
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
          const { x, y, base, width, height } = element.getProps(['x', 'y', 'base', 'width', 'height'], true) as Bar;
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

/** The line across each bar that stands for a figure to reach, drawn over the bars and a little wider than they are. */
export function goalMarks({ marks, direction }: ChartSpec, ink: Ink): Plugin<'bar'> {
  return {
    id: 'goal-marks',
    afterDatasetsDraw(chart) {
      const scale = chart.scales[direction === 'rows' ? 'x' : 'y'];
      if (marks === undefined || scale === undefined) return;
      const { ctx } = chart;
      ctx.save();
      for (const [place, value] of marks.values.entries()) {
        const element = chart.getDatasetMeta(0).data[place];
        if (value === null || element === undefined) continue;
        const { x, y, width, height } = element.getProps(['x', 'y', 'width', 'height'], true) as Bar;
        const at = scale.getPixelForValue(value);
        const lying = direction === 'rows';
        const half = (lying ? height : width) / 2 + 5;
        // A ground of its own keeps the line apart from a bar of its colour.
        for (const [color, lineWidth] of [
          [ink.background, 7],
          [ink.text, 3],
        ] as const) {
          ctx.strokeStyle = color;
          ctx.lineWidth = lineWidth;
          ctx.beginPath();
          ctx.moveTo(lying ? at : x - half, lying ? y - half : at);
          ctx.lineTo(lying ? at : x + half, lying ? y + half : at);
          ctx.stroke();
        }
      }
      ctx.restore();
    },
  };
}
