import { useHouse } from '../house.ts';

/** That the organisation manages this browser, and what of its values cannot be used: its administrator needs the names. */
export function ManagedPart() {
  const { translate, organisation } = useHouse();
  const { managed, rejected } = organisation.managed;
  if (Object.keys(managed).length === 0 && rejected.length === 0) return null;
  return (
    <section class="notice managed" aria-labelledby="managed">
      <h2 id="managed">{translate('managed.title')}</h2>
      <p>{translate('managed.text')}</p>
      {rejected.length > 0 && (
        <>
          <p>{translate('managed.rejected')}</p>
          <ul>
            {rejected.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
