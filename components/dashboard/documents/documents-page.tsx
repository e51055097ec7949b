import { useEffect, useState } from 'preact/hooks';
import type { Translator } from '../../../lib/i18n.ts';
import { loadTexts } from '../../ui/texts.ts';
import { useHouse } from '../house.ts';
import { formatRoute, type Route } from '../routes.ts';
import { CheckedTender } from './checked-tender.tsx';
import { DocumentChoice } from './document-choice.tsx';
import { DocumentList } from './document-list.tsx';
import { PastedText } from './pasted-text.tsx';
import { useDocuments } from './use-documents.ts';

/** The panel's words serve here too: the same is said of a file as of a page. */
const namespaces = ['common', 'dashboard', 'decision', 'log', 'panel', 'documents'];

/** Documents from the drop to the log: read, advised on, decided on. Nothing of them is kept but what is logged. */
export function DocumentsPage({ route }: { route: Route }) {
  const { translate: house } = useHouse();
  const translate = useTexts(house.locale);
  const { files, add, remove, cancel, isReading } = useDocuments();
  if (translate === null) return <p role="status">{house('loading')}</p>;
  const documents = files.flatMap((file) =>
    file.state === 'read' ? [{ name: file.name, document: file.document }] : [],
  );
  return (
    <>
      <p class="lead">{translate('documents.lead')}</p>
      {route.id === 'text' ? (
        <PastedText translate={translate} onFiles={add} />
      ) : (
        <DocumentChoice translate={translate} onFiles={add} />
      )}
      <p>
        <a href={formatRoute({ page: 'documents', id: route.id === 'text' ? null : 'text' })}>
          {translate(route.id === 'text' ? 'documents.toFiles' : 'documents.toText')}
        </a>
      </p>
      <DocumentList files={files} isReading={isReading} translate={translate} onRemove={remove} onCancel={cancel} />
      {documents.length > 0 && !isReading && (
        <CheckedTender key={files.map(({ id }) => id).join(' ')} documents={documents} translate={translate} />
      )}
    </>
  );
}

function useTexts(locale: Translator['locale']): Translator | null {
  const [texts, setTexts] = useState<Translator | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void loadTexts(locale, namespaces).then((loaded) => {
      if (isCurrent) setTexts(() => loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [locale]);
  return texts;
}
