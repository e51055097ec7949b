import { useState } from 'preact/hooks';
import type { NamedDocument } from '../../../lib/documents/compose.ts';
import type { Translator } from '../../../lib/i18n.ts';
import type { Matcher } from '../../../lib/matching/matcher.ts';
import type { Buyer } from '../../../lib/portals/tender.ts';
import { useHouse } from '../house.ts';
import { CheckedAdvice } from './checked-advice.tsx';
import { TenderPart } from './tender-part.tsx';
import { useCheck, useMatcher } from './use-check.ts';

interface CheckedTenderProps {
  documents: readonly NamedDocument[];
  translate: Translator;
}

/** The documents as one tender: whose it is, what applies, and what is decided. */
export function CheckedTender({ documents, translate }: CheckedTenderProps) {
  const matcher = useMatcher();
  if (matcher === 'failed') {
    return (
      <p class="problem" role="alert">
        {translate('documents.noTargets')}
      </p>
    );
  }
  if (matcher === null) return <p role="status">{translate('panel.loading')}</p>;
  return <Checked documents={documents} translate={translate} matcher={matcher} />;
}

/** What the buyer typed stays while files come and go; a new first file brings its own title. */
let typed = { first: '', title: '', reference: '', chosen: '' };

function Checked({ documents, translate, matcher }: CheckedTenderProps & { matcher: Matcher }) {
  const { settings } = useHouse();
  const first = documents[0]?.name ?? '';
  const guessed = documents.find(({ document }) => document.notice === null)?.document.title ?? '';
  const [words, setWords] = useState(() =>
    typed.first === first ? typed : { first, title: guessed, reference: '', chosen: '' },
  );
  const [buyer] = useState(() => ownBuyer(settings.organisation));
  const change = (part: Partial<typeof typed>) =>
    setWords((before) => {
      typed = { ...before, ...part };
      return typed;
    });
  const [kept] = useState(documents);
  const check = useCheck(matcher, kept, { ...words, buyer }, translate, [words.chosen, (chosen) => change({ chosen })]);
  return (
    <>
      <TenderPart check={check} documents={documents} words={words} onChange={change} />
      <CheckedAdvice check={check} />
    </>
  );
}

/** Who writes a specification buys by it: the user's own organisation, as the settings have it. */
function ownBuyer({ name, cvr }: { name: string; cvr: string }): Buyer | null {
  if (name.trim() === '') return null;
  return { name: name.trim(), id: cvr || null, scheme: cvr === '' ? null : 'DK-CVR' };
}
