import { Fragment } from 'preact';
import type { Ecolabel } from '../../lib/targets/schema.ts';
import { contentIn, type House, useHouse } from './house.ts';
import { CopyButton } from './targets/copy-button.tsx';

type InvoiceHouse = Pick<House, 'data' | 'translate'>;

/** The ecolabels of some ids, in the order of the packs; an id that they do not know is left out. */
export function labelsOf({ data }: Pick<House, 'data'>, ids: readonly string[]): Ecolabel[] {
  return data.ecolabels.filter(({ id }) => ids.includes(id));
}

/** Labels with the codes that stand for them on an invoice line: "EU-Blomsten (EU_ECO_LABEL), Svanemærket". */
export function labelsWithCodes({ translate }: InvoiceHouse, labels: readonly Ecolabel[]): string {
  const words = labels.map(({ name, eInvoiceCodes }) => {
    const text = contentIn(name, translate.locale).text;
    return eInvoiceCodes ? `${text} (${eInvoiceCodes.join(', ')})` : text;
  });
  return words.join(', ');
}

/**
 * What to ask for so that labelled purchases can be counted from the invoices: the codes that have been read in a code
 * list, and plainly what has not been read. Nothing without a label.
 */
export function InvoiceLabels({ ids }: { ids: readonly string[] }) {
  const house = useHouse();
  const { translate } = house;
  const { locale } = translate;
  const labels = labelsOf(house, ids);
  if (labels.length === 0) return null;
  return (
    <section class="part" aria-labelledby="invoice-labels">
      <h2 id="invoice-labels">{translate('invoice.title')}</h2>
      <p>{translate('invoice.lead')}</p>
      <dl class="facts">
        {labels.map(({ id, name, eInvoiceCodes, eInvoiceNote }) => {
          const note = eInvoiceNote && contentIn(eInvoiceNote, locale);
          return (
            <Fragment key={id}>
              <dt>{contentIn(name, locale).text}</dt>
              <dd>
                {eInvoiceCodes ? <code>{eInvoiceCodes.join(', ')}</code> : !note && translate('invoice.noCode')}
                {note && <span lang={note.lang}> {note.text}</span>}
              </dd>
            </Fragment>
          );
        })}
      </dl>
      <p class="muted">{translate('invoice.limits')}</p>
      <CopyButton
        text={translate('invoice.sentence', { labels: labelsWithCodes(house, labels) })}
        label={translate('invoice.copy')}
      />
    </section>
  );
}
