import { useEffect, useState } from 'preact/hooks';
import { sharedFolder } from '../../lib/exchange/shared-folder.ts';
import { useHouse } from './house.ts';

/** Where what is logged lies: in this browser and, once the user has chosen one, in the folder they share. */
export function FooterWords() {
  const { translate, journal } = useHouse();
  const [folder, setFolder] = useState<string | null>(null);
  useEffect(() => {
    const look = () =>
      void sharedFolder(journal).then(
        (found) => setFolder(found?.handle.name ?? null),
        () => setFolder(null),
      );
    look();
    // Connecting and letting go happen on pages of their own.
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [journal]);
  return <p>{folder === null ? translate('nav.local') : translate('folder.footer', { folder })}</p>;
}
