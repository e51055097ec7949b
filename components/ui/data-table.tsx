import type { ComponentChildren } from 'preact';

export interface Column {
  label: string;
  /** Figures stand to the right, digit under digit. */
  numeric?: boolean;
}

interface DataTableProps {
  caption: string;
  /** The caption is read out but not drawn, where a heading above says the same. */
  hideCaption?: boolean;
  columns: readonly Column[];
  /** Cells in the order of the columns; the first one heads its row. */
  rows: readonly { key: string; cells: readonly ComponentChildren[] }[];
}

/**
 * A table of figures. Where the window is narrow each row stands as a card, its cells under each other with their
 * column's name; in between the table scrolls by itself, the page never does.
 */
export function DataTable({ caption, hideCaption = false, columns, rows }: DataTableProps) {
  const numeric = (index: number) => (columns[index]?.numeric ? 'numeric' : undefined);
  return (
    // A scrolling region must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="table-scroll" aria-label={caption} tabIndex={0}>
      <table class="stacks">
        <caption class={hideCaption ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label }, index) => (
              <th key={label} scope="col" class={numeric(index)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [head, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td key={index} class={numeric(index + 1)} data-label={columns[index + 1]?.label}>
                  <div>{cell}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
