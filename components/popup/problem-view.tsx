import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n.ts';
import type { PageReport } from '../../lib/messages.ts';
import { Field } from '../ui/field.tsx';
import { debugReport } from './debug-report.ts';

interface ProblemViewProps {
  report: PageReport | null;
  /** Version of the extension and name of the browser, as they go into the message. */
  about: { version: string; browser: string };
  translate: Translator;
  onBack: () => void;
}

/** What a user needs to tell somebody of a problem. Nothing is sent: both texts are copied, and go where the user likes. */
export function ProblemView({ report, about, translate, onBack }: ProblemViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [withText, setWithText] = useState(false);
  const [message, setMessage] = useState(() => prefilled(report, about, translate));
  const [said, setSaid] = useState('');
  const id = useId();
  useLayoutEffect(() => heading.current?.focus(), []);
  const copy = (text: string, done: string) =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(translate(done)),
      () => setSaid(translate('popup.problem.copyFailed')),
    );
  const debug = report && debugReport(report, withText);
  const subject = translate('popup.problem.subject');
  return (
    <main>
      <h1 ref={heading} tabIndex={-1}>
        {translate('popup.problem.title')}
      </h1>
      <p>{translate('popup.problem.lead')}</p>
      <Field label={translate('popup.problem.message')}>
        {(control) => (
          <textarea
            {...control}
            rows={9}
            value={message}
            onInput={({ currentTarget: { value } }) => setMessage(value)}
          />
        )}
      </Field>
      <div class="popup-pair">
        <button type="button" class="button" onClick={() => void copy(message, 'popup.problem.messageCopied')}>
          {translate('popup.problem.copyMessage')}
        </button>
        <a
          class="button"
          href={`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}`}
          target="_blank"
          rel="noreferrer"
        >
          {translate('popup.problem.mail')}
        </a>
      </div>
      <section class="divided" aria-labelledby={id}>
        <h2 id={id}>{translate('popup.problem.report')}</h2>
        {debug === null ? (
          <p>{translate('popup.problem.noReport')}</p>
        ) : (
          <>
            <p class="hint">{translate('popup.problem.reportHint')}</p>
            <label class="mode">
              <input
                type="checkbox"
                checked={withText}
                onChange={({ currentTarget: { checked } }) => setWithText(checked)}
              />
              <span>{translate('popup.problem.withText')}</span>
            </label>
            <button type="button" class="button" onClick={() => void copy(debug, 'popup.problem.reportCopied')}>
              {translate('popup.problem.copyReport')}
            </button>
            <details>
              <summary>{translate('popup.problem.look')}</summary>
              <textarea class="debug" readOnly rows={10} aria-label={translate('popup.problem.report')} value={debug} />
            </details>
          </>
        )}
      </section>
      <p role="status" class="popup-status">
        {said}
      </p>
      <p>
        <button type="button" class="link" onClick={onBack}>
          {translate('popup.back')}
        </button>
      </p>
    </main>
  );
}

/** The questions that help, and what is known of the place; not which tender it was. */
function prefilled(report: PageReport | null, about: ProblemViewProps['about'], translate: Translator): string {
  const place = report ? `${report.adapter}, ${report.kind}, ${report.state}` : translate('popup.problem.notRead');
  return [
    `${translate('popup.problem.what')}\n\n`,
    `${translate('popup.problem.expected')}\n\n`,
    `Grønt Lys ${about.version} (${translate.locale})`,
    about.browser,
    translate('popup.problem.page', { place }),
  ].join('\n');
}
