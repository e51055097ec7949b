import type { ComponentChildren } from 'preact';
import { type Change, changesBetween } from '../../../lib/targets/changes.ts';
import type { CatalogueTarget } from '../../../lib/targets/load.ts';
import type { Localized } from '../../../lib/targets/schema.ts';
import { noFigure } from '../../ui/format.ts';
import { areaName, contentIn, type House, useHouse } from '../house.ts';
import { Content } from './content.tsx';
import { targetLink } from './target-table.tsx';
import { limitText, validityText } from './target-words.ts';

/** Two records of which the later took the place of the earlier. */
interface Step {
  before: CatalogueTarget;
  after: CatalogueTarget;
}

/** The steps by which a target came to be what it is: its versions, newest first, and the targets that it replaced. */
export function stepsOf(targets: readonly CatalogueTarget[], target: CatalogueTarget): Step[] {
  const versions = targets.filter(({ id }) => id === target.id).sort((left, right) => right.version - left.version);
  const own = versions.flatMap((after, place) => {
    const before = versions[place + 1];
    return before ? [{ before, after }] : [];
  });
  const [oldest] = versions.slice(-1);
  const replaced = (oldest?.supersedes ?? []).flatMap((id) => targets.filter((old) => old.id === id));
  return [...own, ...replaced.flatMap((before) => (oldest ? [{ before, after: oldest }] : []))];
}

/** Each step in words and side by side. */
export function Versions({ steps }: { steps: readonly Step[] }) {
  const { translate } = useHouse();
  return (
    <section class="part" aria-labelledby="versions">
      <h2 id="versions">{translate('target.changes')}</h2>
      {steps.map((step) => (
        <Comparison key={`${step.before.id} ${step.before.version}`} step={step} />
      ))}
    </section>
  );
}

function Comparison({ step: { before, after } }: { step: Step }) {
  const house = useHouse();
  const { translate } = house;
  const changes = changesBetween(before, after);
  const fields = changes.map(({ field }) => insideSentence(translate(`change.${field}`), translate.locale));
  const sentence = new Intl.ListFormat(translate.locale, { type: 'conjunction' }).format(fields);
  const nameOf = (target: CatalogueTarget) =>
    before.id === after.id
      ? translate('target.version', { version: String(target.version) })
      : contentIn(target.title, translate.locale).text;
  return (
    <>
      <p>{changes.length > 0 ? translate('change.summary', { fields: sentence }) : translate('change.none')}</p>
      <table class="comparison">
        <caption class="visually-hidden">
          {translate('change.caption', { before: nameOf(before), after: nameOf(after) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{translate('change.field')}</th>
            {[before, after].map((target) => (
              <th key={`${target.id} ${target.version}`} scope="col">
                <a href={targetLink(target)}>{nameOf(target)}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.field}>
              <th scope="row">{translate(`change.${change.field}`)}</th>
              <td>{shown(change, 'before', house)}</td>
              <td>{shown(change, 'after', house)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** A heading as a word in a sentence; an abbreviation keeps its capitals. */
function insideSentence(heading: string, locale: string): string {
  return /^\p{Lu}{2}/u.test(heading) ? heading : heading.charAt(0).toLocaleLowerCase(locale) + heading.slice(1);
}

/** One side of a change as a reader would write it. */
function shown(change: Change, side: 'before' | 'after', house: House): ComponentChildren {
  const { translate, data } = house;
  switch (change.field) {
    case 'title':
    case 'requirement':
    case 'plain':
    case 'erratum':
      return words(change[side]);
    case 'criterion': {
      const criterion = change[side];
      if (criterion === null) return noFigure;
      return [`${translate(`placement.${criterion.kind}`)}: `, words(criterion.text)];
    }
    case 'thresholds':
      return list(
        change[side].map((limit) => {
          const unit = typeof limit.value === 'string' ? '' : contentIn(limit.unit, translate.locale).text;
          return `${contentIn(limit.metric, translate.locale).text}: ${limitText(limit, translate)} ${unit}`.trim();
        }),
      );
    case 'proofs':
      return list(change[side].map((proof) => contentIn(proof, translate.locale).text));
    case 'ecolabels':
      return list(
        change[side].map((id) => {
          const label = data.ecolabels.find((known) => known.id === id);
          return label ? contentIn(label.name, translate.locale).text : id;
        }),
      );
    case 'tier': {
      const { level, word, derived } = change[side];
      return `${translate(`tier.${level}`)} (${derived ? translate('tier.derived') : word})`;
    }
    case 'binding':
      return translate(`binding.${change[side]}`);
    case 'jurisdiction':
      return translate(`jurisdiction.${change[side]}`);
    case 'area':
      return areaName(house, change[side]);
    case 'cpv': {
      const { prefixes, except } = change[side];
      const without = except.length > 0 ? ` (${translate('target.cpvExcept')}: ${except.join(', ')})` : '';
      return `${prefixes.join(', ') || noFigure}${without}`;
    }
    case 'valid':
      return validityText(change[side], translate);
    case 'sourceState':
      return translate(`targets.state.${change[side]}`);
    case 'figure': {
      const figure = change[side];
      if (!figure) return noFigure;
      const unit = contentIn(figure.unit, translate.locale).text;
      return [figure.value, unit, figure.year].filter((part) => part !== null).join(' ');
    }
    case 'note':
      return change[side] ?? noFigure;
    case 'verified':
      return translate(change[side] ? 'change.checked' : 'change.unchecked');
    case 'source':
      return (
        <a href={change[side].url} target="_blank" rel="noreferrer">
          {change[side].title}
          <span class="visually-hidden"> {translate('link.newTab')}</span>
        </a>
      );
  }
}

function words(text: Localized | null): ComponentChildren {
  return text ? <Content of={text} /> : noFigure;
}

function list(texts: readonly string[]): ComponentChildren {
  if (texts.length === 0) return noFigure;
  return (
    <ul class="plain-list">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
