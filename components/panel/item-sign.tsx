import type { ItemVerdict } from '../../lib/advice/items.ts';

/** A tick in a leaf's place for what is named, a glass for what is to be looked for. The words stand beside it. */
export function ItemSign({ state }: Pick<ItemVerdict, 'state'>) {
  return (
    <svg class="item-sign" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {state === 'named' ? (
        <path d="M3 8.5l3.2 3.2L13 4.6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      ) : (
        <>
          <circle cx="7" cy="7" r="4.4" fill="none" stroke="currentColor" stroke-width="1.8" />
          <path d="M10.4 10.4L14 14" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
        </>
      )}
    </svg>
  );
}
