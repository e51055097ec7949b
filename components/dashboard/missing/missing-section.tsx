import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';

/** Lines shown at first, and added by each "show more". */
export const portion = 10;

interface MissingSectionProps<T> {
  /** Name of the part: its texts are `missing.<name>`, `.text` and `.none`. */
  name: string;
  /** Everything else that the reading depends on. */
  filter: string;
  /** The first lines, and whether there are more. */
  read: (size: number) => Promise<{ rows: T[]; more: boolean }>;
  head: ComponentChildren;
  line: (row: T) => ComponentChildren;
  /** When the first lines are known, or cannot be. */
  onRead: () => void;
}

/** One kind of missing work as a table of a few lines; what is not shown is not read. */
export function MissingSection<T>({ name, filter, read, head, line, onRead }: MissingSectionProps<T>) {
  const { translate } = useHouse();
  const [size, setSize] = useState(portion);
  const live = useLive(`${name} ${filter} ${size}`, () => read(size));
  const isRead = live.state !== 'loading';
  useEffect(() => {
    if (isRead) onRead();
    // Told once; the page makes a new function at each drawing.
  }, [isRead]);
  const title = translate(`missing.${name}`);
  const found = live.state === 'ready' ? live.value : null;
  return (
    <section class="part missing" aria-labelledby={`missing-${name}`}>
      <h2 id={`missing-${name}`}>{title}</h2>
      {live.state === 'failed' && (
        <p class="problem" role="alert">
          {translate('missing.failed')}
        </p>
      )}
      {found !== null && found.rows.length === 0 && <p class="muted">{translate(`missing.${name}.none`)}</p>}
      {found !== null && found.rows.length > 0 && (
        <>
          <p class="muted">{translate(`missing.${name}.text`)}</p>
          <table class="list">
            <caption class="visually-hidden">{title}</caption>
            <thead>
              <tr>{head}</tr>
            </thead>
            <tbody>{found.rows.map(line)}</tbody>
          </table>
          {found.more && (
            <button type="button" class="button" onClick={() => setSize(size + portion)}>
              {translate('missing.more')}
            </button>
          )}
        </>
      )}
    </section>
  );
}
