import { useEffect, useState } from 'preact/hooks';
import type { Translator } from '../../../lib/i18n.ts';
import { Field } from '../../ui/field.tsx';
import { useHouse } from '../house.ts';

interface PastedTextProps {
  translate: Translator;
  onFiles: (files: File[]) => void;
}

/**
 * A place for a text that is in no file: pasted, or marked on a page and sent here by the browser's menu. It is read like
 * a file without a name.
 */
export function PastedText({ translate, onFiles }: PastedTextProps) {
  const { edge } = useHouse();
  const [text, setText] = useState('');
  const check = (words: string) => onFiles([new File([words], translate('documents.pasted'), { type: 'text/plain' })]);
  useEffect(() => {
    void edge.takeSelectedText().then((selected) => {
      if (selected === null) return;
      setText(selected);
      check(selected);
    });
  }, [edge]);
  return (
    <form
      class="checked-paste"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') check(text);
      }}
    >
      <Field label={translate('documents.paste')} hint={translate('documents.privacy')}>
        {(control) => (
          <textarea {...control} rows={8} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <p class="form-actions">
        <button type="submit" class="button primary" disabled={text.trim() === ''}>
          {translate('documents.checkText')}
        </button>
      </p>
    </form>
  );
}
