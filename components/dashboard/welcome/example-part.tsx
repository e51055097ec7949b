import { useState } from 'preact/hooks';
import type { Advised } from '../../../lib/advice/advised.ts';
import { contentIn, findTarget, useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';

type Answer = { state: 'unasked' | 'asked' | 'failed' } | { state: 'answered'; advised: Advised[] };

/** An example to try at once: a made-up tender, and what Grønt Lys says of it. Needs no portal, and stores nothing. */
export function ExamplePart() {
  const house = useHouse();
  const { translate, settings, edge } = house;
  const { locale } = translate;
  const [answer, setAnswer] = useState<Answer>({ state: 'unasked' });
  const title = translate('welcome.example.tenderTitle');
  const text = translate('welcome.example.tenderText');

  const look = async () => {
    setAnswer({ state: 'asked' });
    try {
      // Only here, and only now: no other page of the dashboard matches texts.
      const [{ adviseExample }, compiled] = await Promise.all([import('./example-advice.ts'), edge.compiledIndex()]);
      setAnswer({ state: 'answered', advised: adviseExample(compiled, { title, text, language: locale }, settings) });
    } catch (error) {
      console.error(error);
      setAnswer({ state: 'failed' });
    }
  };
  return (
    <section class="part" aria-labelledby="example">
      <h2 id="example">{translate('welcome.example.title')}</h2>
      <p>{translate('welcome.example.lead')}</p>
      <blockquote class="example-tender">
        <p>
          <strong>{title}</strong>
        </p>
        <p>{text}</p>
      </blockquote>
      <p>
        <button type="button" class="button" disabled={answer.state === 'asked'} onClick={() => void look()}>
          {translate('welcome.example.look')}
        </button>
      </p>
      <div role="status">
        {answer.state === 'answered' && (
          <>
            <p>
              <strong>{translate('welcome.example.found', { count: answer.advised.length })}</strong>
            </p>
            <ul class="example-findings">
              {answer.advised.map((advised) => (
                <ExampleFinding key={advised.target} advised={advised} />
              ))}
            </ul>
          </>
        )}
      </div>
      <div role="alert">{answer.state === 'failed' && <p class="notice">{translate('welcome.example.failed')}</p>}</div>
    </section>
  );
}

function ExampleFinding({ advised }: { advised: Advised }) {
  const house = useHouse();
  const { translate } = house;
  const target = findTarget(house, advised.target, advised.version);
  const words = [...new Set(advised.reasons.flatMap(({ kind, text }) => (kind === 'cpv' ? [] : [text])))];
  if (target === null) return null;
  const { text, lang } = contentIn(target.title, translate.locale);
  return (
    <li>
      <a href={formatRoute({ page: 'targets', id: target.id })} lang={lang}>
        {text}
      </a>
      <span class="example-facts">
        <span class="tag">{translate(`binding.${advised.binding}`)}</span>
        <span>{translate(`coverage.${advised.coverage}`)}</span>
      </span>
      {words.length > 0 && (
        <span class="hint">{translate('welcome.example.because', { words: words.slice(0, 3).join(', ') })}</span>
      )}
    </li>
  );
}
