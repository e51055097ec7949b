import { nameOfCode } from '../../../lib/reporting/notice-codes/approved.ts';
import { fillOf } from '../../../lib/reporting/notice-codes/fill.ts';
import type { NoticeSource, ProposedCode } from '../../../lib/reporting/notice-codes/notice-codes.ts';
import { isAllowed } from '../../../lib/reporting/notice-codes/subtypes.ts';
import { type NoticeTerm, noticeTerms } from '../../../lib/reporting/notice-codes/terms.ts';
import { additionalTypeXml, lotResultXml, strategicProcurementXml } from '../../../lib/reporting/notice-codes/xml.ts';
import { contentLanguage } from '../../../lib/targets/localized.ts';
import { targetTitle, useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import { CopyButton } from '../targets/copy-button.tsx';
import type { DraftGroup } from './notice-draft.ts';
import { NoticeEnergy } from './notice-energy.tsx';
import { codeWords, lotsWords, noticeText, vehicleLines } from './notice-words.ts';
import type { WholeProcedure } from './whole-procedure.ts';

interface NoticeLotPartProps {
  group: DraftGroup;
  whole: WholeProcedure;
  source: NoticeSource;
  subtype: string;
  folded: boolean;
  onChange: (change: Pick<DraftGroup, 'on' | 'energy'>) => void;
}

/** The codes of one lot, or of lots that get the same: what each follows from, a switch for each, and ways to copy them. */
export function NoticeLotPart({ group, whole, source, subtype, folded, onChange }: NoticeLotPartProps) {
  const { translate } = useHouse();
  const { lot, on, energy } = group;
  const lotIds = group.lotIds.filter((id) => id !== null);
  const language = contentLanguage(whole.procedure.language);
  const isOn = (code: ProposedCode) => on.has(nameOfCode(code));
  const fill = fillOf(lot, { isOn, energy }, { subtype, language, target: source.target });
  const title = lotIds.length === 1 ? whole.procedure.lots.find(({ id }) => id === lotIds[0])?.title : null;
  const heading = [lotsWords(lotIds, translate), title].filter(Boolean).join(' · ');
  // A tender without lots has no heading in between.
  const Description = heading ? 'h4' : 'h3';
  const turn = (code: ProposedCode) => {
    const next = new Set(on);
    if (!next.delete(nameOfCode(code))) next.add(nameOfCode(code));
    onChange({ on: next, energy });
  };
  const additional = additionalTypeXml(fill);
  const strategic = strategicProcurementXml(fill);
  const result = isAllowed('BT-723', subtype) ? lotResultXml(fill) : '';
  const content = (
    <>
      {lot.codes.length === 0 && <p class="muted">{translate('notice.nothingHere')}</p>}
      <div class="notice-terms">
        {noticeTerms.map((term) => {
          const codes = lot.codes.filter((code) => code.term === term);
          return (
            codes.length > 0 && (
              <fieldset key={term} class="group notice-term">
                <legend>
                  {translate(`notice.term.${term}`)} <span class="muted">{term}</span>
                </legend>
                {codes.map((code) => (
                  <CodeSwitch
                    key={code.code}
                    code={code}
                    isOn={isOn(code)}
                    isNew={group.news.has(nameOfCode(code))}
                    onTurn={() => turn(code)}
                  />
                ))}
              </fieldset>
            )
          );
        })}
      </div>
      {fill.codes['BT-810']?.includes('true') && (
        <NoticeEnergy
          energy={energy}
          hasLabel={isAllowed('BT-812', subtype)}
          onChange={(next) => onChange({ on, energy: next })}
        />
      )}
      {fill.vehicles.length > 0 && (
        <div class="notice-description">
          <Description>{translate('notice.vehicles')}</Description>
          <ul>
            {fill.vehicles.map((one) => (
              <li key={`${one.contractType} ${one.category}`}>
                {vehicleLines(one, translate).map((line) => (
                  <p key={line}>{line}</p>
                ))}
                {one.isDisputed && <p class="notice">{translate('notice.vehiclesDisputed')}</p>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {fill.description && (
        <div class="notice-description">
          <Description>
            {translate('notice.term.BT-777')} <span class="muted">{described}</span>
          </Description>
          {fill.description.isMixed && <p class="muted">{translate('notice.inDanish')}</p>}
          <blockquote lang={fill.description.language}>{fill.description.text}</blockquote>
        </div>
      )}
      {lot.retired.map(({ term, code }) => (
        <p key={code} class="muted">
          {translate('notice.retired', { code, term })}
        </p>
      ))}
      {fill.missing.length > 0 && (
        <p class="notice">
          {translate('notice.missing', {
            fields: fill.missing.map((term) => `${translate(`notice.term.${term}`)} (${term})`).join(', '),
          })}
        </p>
      )}
      {Object.keys(fill.codes).length > 0 && (
        <div class="notice-copy">
          <CopyButton text={noticeText(lotIds, fill, translate)} label={translate('notice.copyText')} />
          {additional && <CopyButton text={additional} label={translate('notice.copyAdditional')} />}
          {strategic && <CopyButton text={strategic} label={translate('notice.copyStrategic')} />}
          {result && <CopyButton text={result} label={translate('notice.copyResult')} />}
        </div>
      )}
    </>
  );
  if (!folded)
    return (
      <div class="notice-lot">
        {heading && <h3>{heading}</h3>}
        {content}
      </div>
    );
  return (
    <details class="notice-lot">
      <summary>
        <h3>{heading}</h3>
      </summary>
      {content}
    </details>
  );
}

/** The field that holds a text. */
const described: NoticeTerm = 'BT-777';

/** Fields that are a plain yes or no. */
const scopes: readonly NoticeTerm[] = ['BT-717', 'BT-810'];

/** Decisions named behind a code; the rest stand in the log. */
const mostNamed = 4;

interface CodeSwitchProps {
  code: ProposedCode;
  isOn: boolean;
  isNew: boolean;
  onTurn: () => void;
}

function CodeSwitch({ code, isOn, isNew, onTurn }: CodeSwitchProps) {
  const house = useHouse();
  const { translate } = house;
  const { from } = code;
  const name = `notice-${code.term}-${code.code}`;
  return (
    <div class="notice-code">
      <label class="choice">
        <input type="checkbox" name={name} checked={isOn} onChange={onTurn} />
        <span>
          {codeWords(code.term, code.code, translate)}{' '}
          {!scopes.includes(code.term) && <span class="muted">({code.code})</span>}{' '}
          {isNew && <span class="tag">{translate('notice.new')}</span>}
        </span>
      </label>
      <p class="hint">
        {from.length === 0 && translate('notice.fromGoods')}
        {from.length > 0 && `${translate('notice.from')} `}
        {from.slice(0, mostNamed).map((row, index) => (
          <span key={row.recordId}>
            {index > 0 && '; '}
            <a href={formatRoute({ page: 'log', id: row.recordId })}>
              {targetTitle(house, row.target.id, row.target.version)}
            </a>{' '}
            ({row.verdict && translate(`verdict.${row.verdict}`)})
          </span>
        ))}
        {from.length > mostNamed && ` ${translate('notice.more', { count: from.length - mostNamed })}`}
      </p>
    </div>
  );
}
