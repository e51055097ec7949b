import { useEffect, useState } from 'preact/hooks';
import { sharedFolder } from '../../lib/exchange/shared-folder.ts';
import { teamOf } from '../../lib/team/connection.ts';
import { useHouse } from './house.ts';
import { useLive } from './live.ts';

/** Where what is logged lies and goes: this browser and, once the user has chosen them, a shared folder and a server. */
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
  const team = useLive('team', () => teamOf(journal));
  if (team.state === 'ready' && team.value !== null) {
    const server = new URL(team.value.server).host;
    if (team.value.role === 'secretariat') {
      return (
        <p>
          {folder === null ? translate('nav.local') : translate('folder.footer', { folder })}{' '}
          {translate('team.footerReads', { server })}
        </p>
      );
    }
    return (
      <p>
        {folder === null ? translate('team.footer', { server }) : translate('team.footerFolder', { folder, server })}
      </p>
    );
  }
  return <p>{folder === null ? translate('nav.local') : translate('folder.footer', { folder })}</p>;
}
