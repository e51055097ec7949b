import type { DocumentPlace } from '../../../lib/documents/compose.ts';
import type { Place } from '../../../lib/documents/document.ts';
import type { Translator } from '../../../lib/i18n.ts';
import type { Evidence } from '../../../lib/log/schema.ts';

/** A place in words: "side 12", "afsnit »2.2 Miljø«", "Krav!B12". */
export function placeWords(place: Place, translate: Translator): string {
  switch (place.kind) {
    case 'page':
      return translate('documents.place.page', { page: String(place.page) });
    case 'cell':
      return translate('documents.place.cell', { sheet: place.sheet, cell: place.cell });
    case 'line':
      return translate('documents.place.line', { line: String(place.line) });
    case 'apart':
      return translate(`documents.place.${place.part}`);
    case 'field':
      return place.lot === null
        ? translate('documents.place.field', { field: place.field })
        : translate('documents.place.lotField', { field: place.field, lot: place.lot });
    case 'heading': {
      const paragraph = String(place.paragraph);
      if (place.heading === '') return translate('documents.place.paragraph', { paragraph });
      if (place.paragraph === 0) return translate('documents.place.heading', { heading: place.heading });
      return translate('documents.place.underHeading', { heading: place.heading, paragraph });
    }
  }
}

/** The journal takes so much of a document's title and of its page. */
const longestTitle = 200;
const longestPage = 20;

/** A quotation as evidence: the file, its place, the words. What does not fit the field for pages stands in the title. */
export function evidenceOf({ name, place }: DocumentPlace, quote: string, translate: Translator): Evidence {
  const page = place.kind === 'page' ? String(place.page) : place.kind === 'cell' ? `${place.sheet}!${place.cell}` : '';
  const isPage = page !== '' && page.length <= longestPage;
  const words = isPage ? '' : ` · ${placeWords(place, translate)}`;
  const room = Math.max(40, longestTitle - words.length);
  return {
    kind: 'technicalSpecifications',
    title: `${name.slice(0, room)}${words}`.slice(0, longestTitle).trim(),
    url: null,
    page: isPage ? page : null,
    quote: quote || null,
  };
}
