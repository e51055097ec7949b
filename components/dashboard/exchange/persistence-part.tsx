import { useEffect, useState } from 'preact/hooks';
import { useHouse } from '../house.ts';

/** Whether the browser has promised not to clear the journal when it runs out of room; null until it is known. */
export function usePersisted(): [boolean | null, () => Promise<void>] {
  const [persisted, setPersisted] = useState<boolean | null>(null);
  useEffect(() => {
    void navigator.storage.persisted().then(setPersisted);
  }, []);
  return [persisted, async () => setPersisted(await navigator.storage.persist())];
}

/** Asks the browser for that promise; whether it gives it is its own decision. */
export function PersistencePart() {
  const { translate } = useHouse();
  const [persisted, ask] = usePersisted();
  const [asked, setAsked] = useState(false);
  if (persisted === null) return null;
  if (persisted) return <p class="hint">{translate('backup.persisted')}</p>;
  return (
    <div class="settings-group">
      <p class="hint">{translate('backup.notPersisted')}</p>
      <p role="status">{asked && translate('backup.persistRefused')}</p>
      <p>
        <button type="button" class="button small" onClick={() => void ask().then(() => setAsked(true))}>
          {translate('backup.persist')}
        </button>
      </p>
    </div>
  );
}
