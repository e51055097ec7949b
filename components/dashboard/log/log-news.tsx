import type { LogFilter } from '../../../lib/log/find/filter.ts';
import { cursorOf, decisionsBeyond } from '../../../lib/log/find/queries.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import type { LogWindow } from './log-window.ts';

/** New rows are counted up to this many. */
const counted = 99;

interface LogNewsProps {
  filter: LogFilter;
  window: LogWindow;
  onShow: () => void;
}

/**
 * Says that decisions were logged or corrected since the log was read, here or in another tab. They come in when the
 * reader asks: rows that move by themselves are read wrong.
 */
export function LogNews({ filter, window, onShow }: LogNewsProps) {
  const { translate, journal } = useHouse();
  const [first] = window.chunks[0]?.rows ?? [];
  const beyond = first ? cursorOf(first) : null;
  const news = useLive(`${JSON.stringify([filter, beyond])} ${window.newer === null}`, async () => {
    if (window.newer !== null) return 0;
    const towards = beyond === null ? 'older' : 'newer';
    return (await decisionsBeyond(journal, filter, { beyond, towards, size: counted + 1 })).rows.length;
  });
  const count = news.state === 'ready' && !news.stale ? news.value : 0;
  return (
    <div role="status">
      {count > 0 && (
        <p class="news">
          {count > counted ? translate('log.newsMany', { number: String(counted) }) : translate('log.news', { count })}{' '}
          <button type="button" class="button small" onClick={onShow}>
            {translate('log.showNews')}
          </button>
        </p>
      )}
    </div>
  );
}
