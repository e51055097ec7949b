import type { InputHTMLAttributes } from 'preact';
import { useRef, useState } from 'preact/hooks';

/** The words in a field, and the ways to change them. */
interface Typed {
  text: string;
  /** What was typed stands in the field. */
  type: (text: string) => void;
  /** What was typed is to be kept. */
  keep: (text: string) => void;
}

/**
 * A field whose words are kept elsewhere, in the settings or the address. What is being typed stays until something else
 * is kept there, however often the page is drawn meanwhile; what the field itself gave away comes back too late to matter.
 * @param onKeep keeps the words
 */
export function useTyped(kept: string, onKeep: (text: string) => void): Typed {
  const [text, type] = useState(kept);
  const known = useRef(kept);
  const given = useRef<readonly string[]>([]);
  if (known.current !== kept) {
    known.current = kept;
    const place = given.current.indexOf(kept);
    if (place === -1) type(kept);
    given.current = place === -1 ? [] : given.current.slice(place + 1);
  }
  const keep = (words: string) => {
    given.current = [...given.current, words];
    onKeep(words);
  };
  return { text, type, keep };
}

type KeptTextProps = Omit<InputHTMLAttributes, 'value' | 'onInput' | 'onChange' | 'rows'> & {
  kept: string;
  /** Called when the field is left or Enter is pressed with other words than before. */
  onKeep: (text: string) => void;
  /** Lines of a field that has several. */
  rows?: number;
};

/** A field for words that are kept when it is left. */
export function KeptText({ kept, onKeep, rows, ...attributes }: KeptTextProps) {
  const { text, type, keep } = useTyped(kept, onKeep);
  const control = {
    ...(attributes as object),
    value: text,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => type(currentTarget.value),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => keep(currentTarget.value),
  };
  return rows === undefined ? <input {...control} /> : <textarea rows={rows} {...control} />;
}
