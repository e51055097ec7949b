import { type DocumentPlace, excerptOf } from '../../../lib/documents/compose.ts';
import type { Reason } from '../../../lib/matching/finding.ts';
import type { Check } from './check.ts';
import { placeWords } from './place-words.ts';

/** Places shown of one thing that was found; more say nothing new. */
const mostPlaces = 3;

/** Why something is shown: the codes, and the words as they stand in the documents, each with its place. */
export function FoundPlaces({ check, reasons }: { check: Check; reasons: readonly Reason[] }) {
  const { translate } = check;
  const codes = [...new Set(reasons.filter(({ kind }) => kind === 'cpv').map(({ text }) => text))];
  const spans = reasons.flatMap(({ span }) => (span === null ? [] : [span])).slice(0, mostPlaces);
  return (
    <ul class="found-places">
      {codes.length > 0 && <li>{translate('documents.byCode', { codes: codes.slice(0, mostPlaces).join(', ') })}</li>}
      {spans.map((span) => (
        <li key={`${span.block} ${span.start}`}>
          <FoundPlace check={check} span={span} />
        </li>
      ))}
    </ul>
  );
}

/** One place: the words with what is around them, then the file and where in it. */
export function FoundPlace({ check, span }: { check: Check; span: NonNullable<Reason['span']> }) {
  const { translate, composed } = check;
  const text = composed.blocks[span.block]?.text ?? '';
  const place = composed.placeAt(span);
  const { before, found, after } = excerptOf(text, span.start, span.end);
  return (
    <>
      <q lang={composed.tender.language ?? undefined}>
        {before}
        <mark>{found}</mark>
        {after}
      </q>{' '}
      <span class="muted found-place">
        {place === null ? translate('documents.place.title') : placeText(place, check)}
      </span>
    </>
  );
}

function placeText({ name, place }: DocumentPlace, { translate }: Check): string {
  return translate('documents.place.inFile', { name, place: placeWords(place, translate) });
}
