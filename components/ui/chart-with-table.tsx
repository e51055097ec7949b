import { useEffect, useRef, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n.ts';
import { ChartLegend } from './chart-legend.tsx';
import type { PictureTexts } from './chart-picture.ts';
import { type ChartSpec, chartHeight } from './chart-spec.ts';
import { type Column, DataTable } from './data-table.tsx';
import { noFigure } from './format.ts';

interface ChartWithTableProps {
  /** Says what the chart shows; names the drawing and the table. */
  label: string;
  /** The chart's message in a sentence, for those who do not see the drawing. */
  summary: string;
  spec: ChartSpec;
  /** Head of the table's first column: what the categories are. */
  categoryLabel: string;
  /** More columns of the table, one text per category. */
  extra?: readonly (Column & { cells: readonly string[] })[];
  /** The table stands open from the beginning, where it says more than the drawing. */
  tableOpen?: boolean;
  /** What goes into the picture beside the drawing, and what is done with it; without it there is no picture. */
  picture?: PictureTexts & { save: (picture: Blob) => void };
  translate: Translator;
  /** Changes when colours do; the chart is then drawn anew. */
  theme: string;
}

/**
 * A chart with its legend as text and the same figures as a real table one click away. A canvas says nothing to a
 * screen reader, and colours nothing to some eyes: series differ in texture too, and bars carry their figures.
 */
export function ChartWithTable(props: ChartWithTableProps) {
  const { label, summary, spec, categoryLabel, extra = [], tableOpen = false, picture, translate, theme } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const system = useSystemColours();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let erase: (() => void) | null = null;
    const life = new AbortController();
    const { signal } = life;
    import('./chart-drawing.ts')
      .then(({ drawChart }) => {
        const draw = () => {
          if (signal.aborted || canvas.current === null) return;
          erase?.();
          erase = drawChart(canvas.current, spec);
          canvas.current.dataset.theme = `${theme} ${system}`;
        };
        draw();
        // On paper the colours are others.
        addEventListener('beforeprint', draw, { signal });
        addEventListener('afterprint', draw, { signal });
      })
      .catch((error: unknown) => {
        // The table below holds the same figures, so the page goes on without the drawing.
        console.error(error);
        setFailed(true);
      });
    return () => {
      life.abort();
      erase?.();
    };
  }, [spec, theme, system]);

  return (
    <div class="chart">
      <ChartLegend series={spec.series} marks={spec.marks?.label} label={translate('chart.legend')} />
      {!failed && (
        <div class="chart-canvas" style={{ height: `${chartHeight(spec)}px` }}>
          <canvas ref={canvas} role="img" aria-label={`${label}. ${summary}`} />
        </div>
      )}
      <div class="chart-actions">
        {picture && !failed && <PictureButton spec={spec} picture={picture} translate={translate} />}
      </div>
      <details class="chart-table" open={tableOpen || failed || system === 'forced'}>
        <summary>{translate('chart.table')}</summary>
        <DataTable
          caption={translate('table.of', { title: label })}
          hideCaption
          columns={[
            { label: categoryLabel },
            ...spec.series.map((series) => ({ label: series.label, numeric: true })),
            ...(spec.marks ? [{ label: spec.marks.label, numeric: true }] : []),
            ...extra,
          ]}
          rows={spec.categories.map((category, index) => ({
            key: category,
            cells: [
              category,
              ...spec.series.map(({ key, values }) => {
                const value = values[index];
                if (value == null) return noFigure;
                const href = value === 0 ? null : (spec.hrefOf?.(index, key) ?? null);
                return href === null ? spec.format(value) : <a href={href}>{spec.format(value)}</a>;
              }),
              ...(spec.marks ? [markText(spec, index)] : []),
              ...extra.map(({ cells }) => cells[index] ?? noFigure),
            ],
          }))}
        />
      </details>
    </div>
  );
}

function markText({ marks, format }: ChartSpec, index: number): string {
  const value = marks?.values[index];
  return value == null ? noFigure : format(value);
}

interface PictureButtonProps {
  spec: ChartSpec;
  picture: NonNullable<ChartWithTableProps['picture']>;
  translate: Translator;
}

/** Saves the chart as a picture; the code that draws it comes when it is asked for. */
function PictureButton({ spec, picture, translate }: PictureButtonProps) {
  const [failed, setFailed] = useState(false);
  const save = async () => {
    setFailed(false);
    try {
      const { pictureOf } = await import('./chart-picture.ts');
      picture.save(await pictureOf(spec, picture));
    } catch (error) {
      console.error(error);
      setFailed(true);
    }
  };
  return (
    <>
      <button type="button" class="link-button" onClick={() => void save()}>
        {translate('chart.picture')}
        <span class="visually-hidden"> ({picture.title})</span>
      </button>
      <span role="status">{failed && translate('chart.pictureFailed')}</span>
    </>
  );
}

/** The system's colours: `light`, `dark`, or `forced` where the user's own palette replaces ours. */
function useSystemColours(): 'light' | 'dark' | 'forced' {
  const read = () => {
    if (matchMedia('(forced-colors: active)').matches) return 'forced';
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  };
  const [colours, setColours] = useState<'light' | 'dark' | 'forced'>(read);
  useEffect(() => {
    const queries = [matchMedia('(forced-colors: active)'), matchMedia('(prefers-color-scheme: dark)')];
    const follow = () => setColours(read());
    for (const query of queries) query.addEventListener('change', follow);
    return () => {
      for (const query of queries) query.removeEventListener('change', follow);
    };
  }, []);
  return colours;
}
