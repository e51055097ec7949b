import type { Fill } from './chart-spec.ts';

/** A colour with its texture; the lines are drawn in the page's ground so that they show on light and dark. */
export function patternOf(fill: Fill, color: string, ground: string): string | CanvasPattern {
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
