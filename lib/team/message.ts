import { type JournalRecord, journalRecordSchemas, withoutAuthor } from '../log/journal-record.ts';
import { kindOf, readJournalSubject, type SubjectKind, tokenOf } from './subjects.ts';

/**
 * A message is one record of the journal as a file has it: `{"type": …, "data": …}`. Its id on the server is that of the
 * record, with the time for what changes, so that the same words sent twice are one message within the server's window;
 * beyond it the merge, which knows every record by its id, takes no notice of the second.
 */
export interface Message {
  kind: SubjectKind;
  /** Empty where the words name no unit: whoever says them speaks for their own. */
  unit: string | null;
  id: string;
  body: Uint8Array;
}

/** Why a message is not taken in. `path` says where, for an invalid one. */
export interface SetAside {
  why: 'unreadable' | 'unknownKind' | 'invalid' | 'otherOrganisation' | 'otherUnit' | 'otherDevice';
  path: string;
}

function idOf(record: JournalRecord): string {
  const { type, data } = record;
  if (type === 'sighting') return `${data.id}:${data.activeAt}`;
  if (type === 'tombstone') return `${data.kind}:${data.id}:${data.upTo ?? ''}`;
  return type === 'baseline' ? data.recordId : data.id;
}

/** A record as a message; null for what is not told. */
export function messageOf(record: JournalRecord, authors: boolean): Message | null {
  const kind = kindOf(record);
  if (kind === null) return null;
  const said = authors ? record : withoutAuthor(record);
  const unit = 'unit' in record.data ? record.data.unit : null;
  return { kind, unit, id: idOf(record), body: new TextEncoder().encode(JSON.stringify(said)) };
}

const aside = (why: SetAside['why'], path = ''): SetAside => ({ why, path });

/**
 * A record out of a message that anybody may have sent. What is malformed, of a kind that this edition does not know, or
 * speaks for another unit or device than its subject, is set aside.
 * @param organisation whose journal is read
 */
export function readMessage(subject: string, body: Uint8Array, organisation: string): JournalRecord | SetAside {
  const said = readJournalSubject(subject);
  if (said?.organisation !== tokenOf(organisation)) return aside('otherOrganisation');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return aside('unreadable');
  }
  const { type, data, ...others } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  if (typeof type !== 'string' || !Object.hasOwn(journalRecordSchemas, type) || type === 'baseline') {
    return aside('unknownKind', typeof type === 'string' ? type.slice(0, 40) : '');
  }
  const [surplus] = Object.keys(others);
  if (surplus !== undefined) return aside('invalid', surplus.slice(0, 80));
  const parsed = journalRecordSchemas[type as JournalRecord['type']].safeParse(data);
  if (!parsed.success) {
    return aside('invalid', (parsed.error.issues[0]?.path ?? []).map(String).join('.').slice(0, 80));
  }
  const record = { type, data: parsed.data } as JournalRecord;
  if (kindOf(record) !== said.kind) return aside('unknownKind', said.kind.slice(0, 40));
  if ('unit' in record.data && tokenOf(record.data.unit) !== said.unit) return aside('otherUnit');
  if ('device' in record.data && record.data.device !== said.device) return aside('otherDevice');
  return record;
}
