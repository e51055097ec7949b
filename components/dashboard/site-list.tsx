import { type SiteMode, siteModeSchema } from '../../lib/settings.ts';
import { useHouse } from './house.ts';

interface SiteListProps {
  onMode: (origin: string, mode: SiteMode) => void;
  onRemove: (origin: string) => void;
}

/** The sites the user has set a mode for. New ones are switched on from the toolbar, on the site itself. */
export function SiteList({ onMode, onRemove }: SiteListProps) {
  const { translate, settings } = useHouse();
  const sites = Object.entries(settings.sites).sort(([left], [right]) => (left < right ? -1 : 1));
  return (
    <>
      <p>{translate('settings.sitesText')}</p>
      {sites.length === 0 ? (
        <p class="empty">{translate('settings.noSites')}</p>
      ) : (
        <table class="list">
          <caption class="visually-hidden">{translate('settings.sites')}</caption>
          <thead>
            <tr>
              <th scope="col">{translate('settings.site')}</th>
              <th scope="col">{translate('settings.mode')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {sites.map(([origin, mode]) => (
              <tr key={origin}>
                <th scope="row" class="breakable">
                  {origin}
                </th>
                <td>
                  <div class="field">
                    <select
                      aria-label={translate('settings.modeOf', { site: origin })}
                      value={mode}
                      onChange={(event) => onMode(origin, event.currentTarget.value as SiteMode)}
                    >
                      {siteModeSchema.options.map((option) => (
                        <option key={option} value={option}>
                          {translate(`mode.${option}`)}
                        </option>
                      ))}
                    </select>
                  </div>
                </td>
                <td class="numeric">
                  <button
                    type="button"
                    class="button small"
                    aria-label={translate('settings.removeSite', { site: origin })}
                    onClick={() => onRemove(origin)}
                  >
                    {translate('settings.remove')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
