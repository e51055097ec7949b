import type { Days } from './export-meta.ts';

/** Letters, digits and hyphens alone: what every system, mail program and case system takes in a file name. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/[øö]/g, 'oe')
    .replace(/å/g, 'aa')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}

/**
 * The name of an exported file says what it holds and of when: `groent-lys-poster-2026-01-01--2026-06-30.xlsx`.
 * @param days null for an empty log, which then has today's date
 * @param ending extension without its dot, with what tells two files of one extension apart before it: `excel.csv`
 */
export function exportFileName(title: string, days: Days | null, today: string, ending: string): string {
  const [, kind = '', extension = ending] = /^(.+)\.(.+)$/.exec(ending) ?? [];
  const period = days === null ? today : `${days.from}--${days.to}`;
  const parts = ['groent-lys', slugOf(title), period, kind].filter((part) => part !== '');
  return `${parts.join('-')}.${extension}`;
}
