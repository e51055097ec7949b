import { Heading } from '../heading.tsx';
import { useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import { AgePart } from './age-part.tsx';
import { PersonPart } from './person-part.tsx';

/** Kinds of things that are kept, each with its own words. */
const kept = ['procedures', 'decisions', 'person', 'tips', 'settings', 'deleted', 'never'] as const;

/** What is stored about the user and their tenders, in plain words, and how to have it deleted. */
export function PrivacyPage() {
  const { translate } = useHouse();
  return (
    <>
      <p class="breadcrumb">
        <a href={formatRoute({ page: 'settings' })}>{translate('nav.settings')}</a>
      </p>
      <Heading>{translate('privacy.title')}</Heading>
      <p class="lead">{translate('privacy.lead')}</p>
      <dl class="definitions">
        {kept.map((name) => (
          <div key={name}>
            <dt>{translate(`privacy.kept.${name}`)}</dt>
            <dd>{translate(`privacy.kept.${name}Text`)}</dd>
          </div>
        ))}
      </dl>
      <PersonPart />
      <AgePart />
    </>
  );
}
