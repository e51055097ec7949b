import type { TeamState } from './connection.ts';

/** A stream as its server describes it: when it was made, and the numbers of the first and the last message it holds. */
export interface StreamExtent {
  created: string;
  first: number;
  last: number;
}

/** Where a browser goes on in the journal's stream. */
export type Beginning = Pick<TeamState, 'sequence' | 'mark' | 'heard' | 'missed'> & {
  /** The server lost the stream, or a part of its end: whoever still has the words tells them again. */
  isAnew: boolean;
};

/**
 * Where to go on: behind the last message that was heard; from the beginning when another part is read, or the stream was
 * made anew or restored from a backup. Messages that the server gave up before this browser heard them are counted, because
 * nothing else would ever say that they are not here. A browser that reads one unit counts those of the others with them:
 * nobody can tell any more whose they were.
 */
export function whereToGoOn(state: TeamState, filter: string, { created, first, last }: StreamExtent): Beginning {
  const isOther = state.created !== '' && state.created !== created;
  const isSame = !isOther && state.filter === filter;
  const isRestored = !isOther && state.sequence > last;
  // What was heard before a restored stream begins was the same stream's.
  const gone = Math.max(0, first - 1);
  const heard = isSame ? (isRestored ? gone : state.sequence) : 0;
  const lost = Math.max(0, gone - heard);
  return {
    sequence: heard + lost,
    mark: isSame && !isRestored && lost === 0 ? state.mark : '',
    heard: isSame && !isRestored ? state.heard : 0,
    missed: (isSame ? state.missed : 0) + lost,
    isAnew: isOther || isRestored,
  };
}

/**
 * Whether messages were passed over. Who reads a part of a stream does not see that by the numbers, so what was heard is held
 * against what the server counts. What never comes is waited for once.
 */
export const hasPassedOver = ({ heard, absent }: Pick<TeamState, 'heard' | 'absent'>, counted: number): boolean =>
  counted - heard > absent;
