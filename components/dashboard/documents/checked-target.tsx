import { useState } from 'preact/hooks';
import type { Advised } from '../../../lib/advice/advised.ts';
import { criterionText } from '../../../lib/targets/criterion-text.ts';
import type { CatalogueTarget } from '../../../lib/targets/load.ts';
import { contentLanguage, ownLanguage } from '../../../lib/targets/localized.ts';
import type { Placement } from '../../../lib/targets/schema.ts';
import { placements } from '../../ui/decision-input.ts';
import { Field } from '../../ui/field.tsx';
import { VerdictMark } from '../../ui/verdict-mark.tsx';
import { contentIn, findTarget, useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import { PolicyPart } from '../settings/policy-part.tsx';
import { Content } from '../targets/content.tsx';
import { CopyButton } from '../targets/copy-button.tsx';
import { type Check, decisionOn } from './check.ts';
import { CheckedDecision } from './checked-decision.tsx';
import { FoundPlace, FoundPlaces } from './found-places.tsx';

interface CheckedTargetProps {
  check: Check;
  advised: Advised;
  /** Decisions can be logged; false for what is only on its way. */
  isDecidable: boolean;
}

/** One target, folded: title, binding and standing; open, what it asks, where it was found, and the decision. */
export function CheckedTarget({ check, advised, isDecidable }: CheckedTargetProps) {
  const house = useHouse();
  const { translate } = check;
  const [isOpen, setOpen] = useState(false);
  const [lot, setLot] = useState<string | null>(advised.lots.length === 1 ? (advised.lots[0] ?? null) : null);
  const [kind, setKind] = useState<Placement | null>(null);
  const target = findTarget(house, advised.target, advised.version);
  if (target === null) return null;
  const title = contentIn(target.title, translate.locale);
  const decision = decisionOn(check, advised.target, lot);
  return (
    <li>
      <details class="checked-target" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {isDecidable && <VerdictMark verdict={decision?.verdict ?? 'open'} />}
          <span class="checked-name">
            <span lang={title.lang}>{title.text}</span>
            <span class="checked-facts">
              <span class="tag">{translate(`binding.${advised.binding}`)}</span>
              <span class="muted">
                {isDecidable ? translate(`coverage.${advised.coverage}`) : translate('state.coming')}
              </span>
              {decision?.verdict && <span class="muted">{translate(`verdict.${decision.verdict}`)}</span>}
            </span>
          </span>
        </summary>
        {isOpen && (
          <div class="checked-body">
            <TargetWords check={check} advised={advised} target={target} />
            <Criterion check={check} target={target} kind={kind} onKind={setKind} />
            {isDecidable && check.isStorable && (
              <CheckedDecision
                check={check}
                advised={advised}
                target={target}
                lot={lot}
                onLot={setLot}
                placement={kind}
              />
            )}
          </div>
        )}
      </details>
    </li>
  );
}

function TargetWords({ check, advised, target }: { check: Check; advised: Advised; target: CatalogueTarget }) {
  const { translate } = check;
  const { quote, reasons } = advised;
  return (
    <>
      <p class="checked-plain">
        <Content of={target.plain} />
      </p>
      {target.policy && <PolicyPart policy={target.policy} />}
      <dl class="checked-words">
        <dt>{translate('panel.requirement')}</dt>
        <dd>
          <Content of={target.requirement} />
        </dd>
        {target.erratum && (
          <>
            <dt>{translate('panel.erratum')}</dt>
            <dd>
              <Content of={target.erratum} />
            </dd>
          </>
        )}
        {quote && (
          <>
            <dt>{translate(`coverage.${advised.coverage}`)}</dt>
            <dd>
              <FoundPlace check={check} span={quote} />
            </dd>
          </>
        )}
        {reasons.length > 0 && (
          <>
            <dt>{translate('panel.why')}</dt>
            <dd>
              <FoundPlaces check={check} reasons={reasons} />
            </dd>
          </>
        )}
        {target.proofs.length > 0 && (
          <>
            <dt>{translate('panel.proofs')}</dt>
            <dd>
              <ul>
                {target.proofs.map((proof) => (
                  <li key={proof.da}>
                    <Content of={proof} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{translate('panel.source')}</dt>
        <dd>
          <a href={target.source.url} target="_blank" rel="noreferrer">
            {target.source.title}
            <span class="visually-hidden"> {translate('link.newTab')}</span>
          </a>
          {' · '}
          <a href={formatRoute({ page: 'targets', id: target.id })}>{translate('panel.moreOnTarget')}</a>
        </dd>
      </dl>
    </>
  );
}

interface CriterionProps {
  check: Check;
  target: CatalogueTarget;
  kind: Placement | null;
  onKind: (kind: Placement | null) => void;
}

/** The criterion ready for the document: in its language, as the kind that the buyer chooses. */
function Criterion({ check, target, kind, onKind }: CriterionProps) {
  const { translate, composed } = check;
  const { criterion } = target;
  if (!criterion) return null;
  const own = composed.tender.language;
  const chosen = kind ?? criterion.kind;
  const { text, language } = criterionText(criterion, chosen, contentLanguage(own));
  return (
    <div class="checked-criterion">
      <h4>{translate('panel.criterion')}</h4>
      <Field label={translate('panel.criterion.kind')}>
        {(control) => (
          <select
            {...control}
            value={chosen}
            onChange={(event) => onKind(placements.find((one) => one === event.currentTarget.value) ?? null)}
          >
            {placements.map((one) => (
              <option key={one} value={one}>
                {translate(`placement.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {target.policy?.sharedWording && <p class="notice">{translate('panel.policy.wording')}</p>}
      {language !== ownLanguage(own) && (
        <p class="muted">{translate(language === 'en' ? 'panel.criterion.inEnglish' : 'panel.criterion.inDanish')}</p>
      )}
      <blockquote lang={language}>{text}</blockquote>
      <CopyButton text={text} label={translate('panel.copyCriterion')} />
    </div>
  );
}
