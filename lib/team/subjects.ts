import type { JournalRecord } from '../log/journal-record.ts';

/**
 * How a team's words are addressed on the server. An organisation is an account of its own there; its streams are
 *
 * | stream | subjects | holds |
 * | --- | --- | --- |
 * | `GL_JOURNAL` | `gl.<organisation>.journal.<unit>.<device>.<kind>` | every word of the journal, kept |
 * | `GL_ROLLUPS` | `gl.<organisation>.rollup.<unit>.<area>.<month>` | figures, the last value of each subject |
 * | `KV_GL_SHARED` | `$KV.GL_SHARED.<kind>.<name>` | policy, packs and cases, the last version of each |
 *
 * A partnership is an account too. It has a bucket of its own, and what its organisations tell each other:
 *
 * | stream | subjects | holds |
 * | --- | --- | --- |
 * | `GL_PURCHASES` | `gl.<organisation>.purchase.<id>` | planned purchases, the last word on each |
 * | `KV_GL_SHARED` | `$KV.GL_SHARED.<kind>.<name>` | what the partnership hands to all its organisations |
 *
 * Permissions are given by subject, so a subject says who speaks: for which unit, from which device. A reader holds what
 * it says against the words themselves.
 */
export const streams = {
  journal: 'GL_JOURNAL',
  rollups: 'GL_ROLLUPS',
  purchases: 'GL_PURCHASES',
  shared: 'KV_GL_SHARED',
} as const;

/**
 * Where an organisation's account finds its partnership: the account imports what the partnership exports under this name,
 * the requests to its streams and the news of its bucket. Without a partnership nobody answers there.
 */
export const partnership = 'gl.partnership';

/** Stands for "all" or "as a whole", which no name is written as. */
export const whole = '@';

/**
 * A name as one token of a subject, the same for everybody and of each name another: letters, digits and hyphens as they
 * are, so that permissions can be read; `_` for a space, and the rest, which may mean something to the server, by code.
 */
export function tokenOf(name: string): string {
  const token = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}-]/gu, (sign) => (sign === ' ' ? '_' : `=${sign.codePointAt(0)?.toString(16)}=`));
  return token === '' ? '=' : token;
}

/** What is published under a subject of its own kind; deletions stand apart, because few may order them. */
export type SubjectKind = Exclude<JournalRecord['type'], 'baseline'> | 'unfollowed';

/** Who speaks in the journal: a device for a unit. */
export interface Speaker {
  unit: string;
  device: string;
}

/** The kind under which a record is published. */
export function kindOf({ type, data }: JournalRecord): SubjectKind | null {
  if (type === 'baseline') return null;
  return type === 'tombstone' && data.kind === 'unfollowed' ? 'unfollowed' : type;
}

export const journalSubject = (organisation: string, { unit, device }: Speaker, kind: SubjectKind): string =>
  `gl.${tokenOf(organisation)}.journal.${tokenOf(unit)}.${device}.${kind}`;

/** The parts of a journal's subject as tokens; null for any other subject. */
export function readJournalSubject(
  subject: string,
): { organisation: string; unit: string; device: string; kind: string } | null {
  const [start, organisation, room, unit, device, kind, ...others] = subject.split('.');
  if (start !== 'gl' || room !== 'journal' || others.length > 0) return null;
  if (!organisation || !unit || !device || !kind) return null;
  return { organisation, unit, device, kind };
}

/** All of an organisation's journal, or one unit's part of it. */
export const journalFilter = (organisation: string, unit: string | null): string =>
  `gl.${tokenOf(organisation)}.journal.${unit === null ? '' : `${tokenOf(unit)}.`}>`;

/** What one device has said, for one unit or for any. */
export const ownFilter = (organisation: string, unit: string | null, device: string): string =>
  `gl.${tokenOf(organisation)}.journal.${unit === null ? '*' : tokenOf(unit)}.${device}.>`;

/** All that was deleted by order, of all units. */
export const deletionsFilter = (organisation: string): string => `gl.${tokenOf(organisation)}.journal.*.*.tombstone`;

/** Where figures stand; `unit` null for all units together, `area` empty for all areas. */
export const rollupSubject = (organisation: string, unit: string | null, area: string, month: string): string =>
  `gl.${tokenOf(organisation)}.rollup.${unit === null ? whole : tokenOf(unit)}.${area || whole}.${month}`;

/** The parts of a figure's subject as tokens; null for any other subject. */
export function readRollupSubject(
  subject: string,
): { organisation: string; unit: string; area: string; month: string } | null {
  const [start, organisation, room, unit, area, month, ...others] = subject.split('.');
  if (start !== 'gl' || room !== 'rollup' || others.length > 0) return null;
  return organisation && unit && area && month ? { organisation, unit, area, month } : null;
}

/** Where an organisation's figures as wholes stand, of all units. */
export const wholesFilter = (organisation: string): string => `gl.${tokenOf(organisation)}.rollup.*.${whole}.*`;

/** The figures of an organisation, or of one unit. */
export const rollupFilter = (organisation: string, unit: string | null): string =>
  `gl.${tokenOf(organisation)}.rollup.${unit === null ? '' : `${tokenOf(unit)}.`}>`;

/**
 * Where a partnership's account asks for a member's figures: those of the whole organisation, one area or all, one month.
 * The member's account exports nothing else, so no unit's figures and no word of the journal can be asked for.
 */
export const memberFiguresSubject = (organisation: string, area: string, month: string): string =>
  `gl.${tokenOf(organisation)}.figures.${area || whole}.${month}`;

/** All that each member's figures stand under, as a partnership's account imports the news of them. */
const memberNews = 'gl.news';

/** News of figures: of the own organisation's, and of the members' where the account is a partnership's. */
export const figureNews = (organisation: string): string[] => [
  rollupFilter(organisation, null),
  `${memberNews}.gl.*.rollup.${whole}.*.*`,
];

/** Whose figures news are of, as a token; null for any other subject. */
export function readFigureNews(subject: string): string | null {
  const own = subject.startsWith(`${memberNews}.`) ? subject.slice(memberNews.length + 1) : subject;
  const [start, organisation, room] = own.split('.');
  return start === 'gl' && room === 'rollup' && organisation ? organisation : null;
}

/** Where a partnership keeps the names of its members. */
export const membersSubject = (partnership: string): string => `$KV.GL_SHARED.members.${tokenOf(partnership)}`;

export const purchaseSubject = (organisation: string, id: string): string =>
  `gl.${tokenOf(organisation)}.purchase.${id}`;

/** All planned purchases that can be read. */
export const purchaseFilter = 'gl.*.purchase.*';

/** Whose purchase a subject speaks of, as a token, and which; null for any other subject. */
export function readPurchaseSubject(subject: string): { organisation: string; id: string } | null {
  const [start, organisation, room, id, ...others] = subject.split('.');
  if (start !== 'gl' || room !== 'purchase' || others.length > 0 || !organisation || !id) return null;
  return { organisation, id };
}

/** All of a bucket. */
export const sharedFilter = '$KV.GL_SHARED.>';

/** Where a thing stands in a bucket: `policy.Eksempelby_Kommune`, `pack.DK-Eksempelby`. */
export const sharedSubject = (key: string): string => `$KV.GL_SHARED.${key}`;

/** The key within the bucket; null for a subject outside it. */
export function readSharedSubject(subject: string): string | null {
  const start = sharedSubject('');
  return subject.startsWith(start) && subject.length > start.length ? subject.slice(start.length) : null;
}
