import { chartOn } from './chart-drawing.ts';
import { patternOf } from './chart-fill.ts';
import { type Ink, lightInk } from './chart-ink.ts';
import { type ChartSpec, chartHeight } from './chart-spec.ts';

/** What stands around the chart in its picture, so that it can be pasted anywhere and still says what it shows. */
export interface PictureTexts {
  title: string;
  /** Period and filters. */
  subtitle: string;
  /** Where the figures come from, and when. */
  source: string;
}

const width = 1120;
/** What a sheet of A4 has between its margins, in px of CSS: letters of the drawing are then as large as the page's. */
const paperWidth = 660;
const margin = 40;
/** Pixels of the picture for one of the page. */
const scale = 2;

/**
 * The chart as a PNG on white, with title, period, legend and source. It is drawn anew in the light theme, twice as
 * large as on the page. @throws when the browser gives no drawing surface
 */
export async function pictureOf(spec: ChartSpec, texts: PictureTexts): Promise<Blob> {
  const ink = lightInk(document.documentElement, spec.series);
  const surface = document.createElement('canvas');
  const context = surface.getContext('2d');
  if (context === null) throw new Error('the browser gives no drawing surface');
  const plot = plotOf(spec, ink, width - 2 * margin);
  try {
    const measure = layOut(context, spec, texts, ink, null);
    surface.width = width * scale;
    surface.height = (measure.bottom + plot.height + 64) * scale;
    context.scale(scale, scale);
    context.fillStyle = ink.background;
    context.fillRect(0, 0, width, surface.height);
    layOut(context, spec, texts, ink, context);
    context.drawImage(plot.canvas, margin, measure.bottom, width - 2 * margin, plot.height);
    context.font = `13px ${ink.font}`;
    context.fillStyle = ink.muted;
    context.fillText(texts.source, margin, measure.bottom + plot.height + 34);
  } finally {
    plot.destroy();
  }
  return pngOf(surface);
}

/** The bars alone as a PNG in the light theme, for a page that has title and legend of its own. */
export async function drawingOf(spec: ChartSpec): Promise<Blob> {
  const plot = plotOf(spec, lightInk(document.documentElement, spec.series), paperWidth);
  try {
    return await pngOf(plot.canvas);
  } finally {
    plot.destroy();
  }
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty'))), 'image/png');
  });
}

function plotOf(
  spec: ChartSpec,
  ink: Ink,
  room: number,
): { canvas: HTMLCanvasElement; height: number; destroy: () => void } {
  const canvas = document.createElement('canvas');
  const height = chartHeight(spec);
  canvas.width = room;
  canvas.height = height;
  canvas.style.width = `${room}px`;
  canvas.style.height = `${height}px`;
  const chart = chartOn(canvas, spec, { ink, live: false, width: room });
  return { canvas, height, destroy: () => chart.destroy() };
}

/** Writes title, subtitle and legend, or only measures where they end when there is nothing to draw on. */
function layOut(
  measuring: CanvasRenderingContext2D,
  { series, marks }: ChartSpec,
  { title, subtitle }: PictureTexts,
  ink: Ink,
  drawing: CanvasRenderingContext2D | null,
): { bottom: number } {
  let y = margin;
  const write = (text: string, font: string, color: string, lineHeight: number) => {
    measuring.font = font;
    for (const line of linesOf(measuring, text, width - 2 * margin)) {
      y += lineHeight;
      if (drawing === null) continue;
      drawing.font = font;
      drawing.fillStyle = color;
      drawing.fillText(line, margin, y - lineHeight * 0.3);
    }
  };
  write(title, `600 24px ${ink.font}`, ink.text, 32);
  write(subtitle, `15px ${ink.font}`, ink.muted, 24);
  y += 12;
  const entries = [
    ...(series.length > 1 || marks ? series.map(({ label, color, fill }) => ({ label, color, fill })) : []),
    ...(marks ? [{ label: marks.label, color: null, fill: null }] : []),
  ];
  if (entries.length === 0) return { bottom: y };
  let x = margin;
  measuring.font = `14px ${ink.font}`;
  for (const { label, color, fill } of entries) {
    const needed = 24 + measuring.measureText(label).width + 24;
    if (x + needed > width - margin && x > margin) {
      x = margin;
      y += 26;
    }
    if (drawing) {
      drawing.fillStyle = color === null ? ink.text : patternOf(fill, ink.colorOf({ color }), ink.background);
      if (color === null) drawing.fillRect(x + 6, y + 1, 3, 18);
      else {
        drawing.fillRect(x, y + 2, 16, 16);
        drawing.strokeStyle = ink.muted;
        drawing.strokeRect(x + 0.5, y + 2.5, 15, 15);
      }
      drawing.font = `14px ${ink.font}`;
      drawing.fillStyle = ink.text;
      drawing.fillText(label, x + 24, y + 15);
    }
    x += needed;
  }
  return { bottom: y + 38 };
}

function linesOf(context: CanvasRenderingContext2D, text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && context.measureText(longer).width <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
