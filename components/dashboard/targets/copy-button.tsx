import { useEffect, useState } from 'preact/hooks';
import { useHouse } from '../house.ts';

/** Copies a text and says so; the words are announced because nothing else on the page changes. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { translate } = useHouse();
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 6000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  return (
    <span class="copy">
      <button type="button" class="button small" onClick={copy}>
        {label}
      </button>
      <span role="status">{outcome !== null && translate(`copy.${outcome}`)}</span>
    </span>
  );
}
