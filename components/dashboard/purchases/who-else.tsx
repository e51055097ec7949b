import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Team, teamOf } from '../../../lib/team/connection.ts';
import {
  choosePurchases,
  dropPurchase,
  type Need,
  type Purchase,
  type PurchaseBook,
  purchaseBook,
  sameNeed,
  sayPurchase,
} from '../../../lib/team/purchases.ts';
import { formatMoment } from '../../ui/format.ts';
import { areaName, useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { PurchaseForm } from './purchase-form.tsx';
import { quarterWords } from './quarter-words.ts';

/** Purchases that are drawn at once; the rest unfold. */
const shownAtOnce = 10;

/**
 * Who else plans to buy what the buyer looks at, so that they can ask together or learn from each other. Only with a
 * team's server, and off until it is chosen.
 */
export function WhoElse({ need }: { need: Need }) {
  const { translate, journal } = useHouse();
  const live = useLive('purchases', async () => ({
    team: await teamOf(journal),
    book: await purchaseBook(journal),
  }));
  if (live.state !== 'ready' || live.value.team === null) return null;
  const { team, book } = live.value;
  if (!book.on) {
    return (
      <details class="part who-else">
        <summary>{translate('purchase.title')}</summary>
        <p>{translate('purchase.offer')}</p>
        <p class="hint">{translate('purchase.seen')}</p>
        <p class="form-actions">
          <button type="button" class="button small" onClick={() => void choosePurchases(journal, true)}>
            {translate('purchase.on')}
          </button>
        </p>
      </details>
    );
  }
  return (
    <section class="part who-else" aria-labelledby="who-else">
      <h2 id="who-else">{translate('purchase.title')}</h2>
      <List need={need} team={team} book={book} />
      <Announce need={need} team={team} />
      <p class="form-actions">
        <button type="button" class="button small" onClick={() => void choosePurchases(journal, false)}>
          {translate('purchase.off')}
        </button>
      </p>
    </section>
  );
}

interface ListProps {
  need: Need;
  team: Team;
  book: PurchaseBook;
}

function List({ need, team, book }: ListProps) {
  const { translate, journal, today } = useHouse();
  const waitingIds = new Set(book.waiting.map(({ id }) => id));
  const here = [...book.all.filter(({ id }) => !waitingIds.has(id)), ...book.waiting];
  const found = sameNeed(here, need, today);
  const others = found.filter(({ organisation }) => organisation !== team.organisation);
  const own = found.filter(({ organisation }) => organisation === team.organisation);
  const waitingOf = ({ id }: Purchase) => book.waiting.find((one) => one.id === id) ?? null;
  const withdraw = (purchase: Purchase) => void sayPurchase(journal, { ...purchase, withdrawn: true });
  return (
    <>
      <p role="status">
        {book.readAt === null
          ? translate(book.isAway ? 'purchase.noPartnership' : 'purchase.reading')
          : translate('purchase.count', { count: others.length })}{' '}
        {book.readAt !== null && translate('purchase.readAt', { at: formatMoment(book.readAt, translate.locale) })}
      </p>
      {others.length > 0 && (
        <ul class="purchases">
          {others.slice(0, shownAtOnce).map((purchase) => (
            <PurchaseItem key={purchase.id} purchase={purchase} />
          ))}
        </ul>
      )}
      {others.length > shownAtOnce && (
        <details>
          <summary>{translate('purchase.more', { count: others.length - shownAtOnce })}</summary>
          <ul class="purchases">
            {others.slice(shownAtOnce).map((purchase) => (
              <PurchaseItem key={purchase.id} purchase={purchase} />
            ))}
          </ul>
        </details>
      )}
      {own.length > 0 && (
        <>
          <h3>{translate('purchase.own')}</h3>
          <ul class="purchases">
            {own.map((purchase) => {
              const waiting = waitingOf(purchase);
              return (
                <PurchaseItem key={purchase.id} purchase={purchase}>
                  {waiting && (
                    <p class={waiting.refused ? 'notice' : 'hint'}>
                      {translate(
                        waiting.refused
                          ? 'purchase.refused'
                          : purchase.withdrawn
                            ? 'purchase.waitsBack'
                            : 'purchase.waits',
                      )}
                    </p>
                  )}
                  {waiting?.refused ? (
                    <button type="button" class="button small" onClick={() => void dropPurchase(journal, purchase)}>
                      {translate('purchase.drop')}
                    </button>
                  ) : (
                    !purchase.withdrawn && (
                      <button type="button" class="button small" onClick={() => withdraw(purchase)}>
                        {translate('purchase.withdraw')}
                      </button>
                    )
                  )}
                </PurchaseItem>
              );
            })}
          </ul>
        </>
      )}
    </>
  );
}

/** One planned purchase: whose, when, of what, and whom to ask. */
function PurchaseItem({ purchase, children }: { purchase: Purchase; children?: ComponentChildren }) {
  const house = useHouse();
  const { translate } = house;
  const { organisation, quarter, area, cpv, contact } = purchase;
  return (
    <li>
      <p>
        <strong class="breakable">{organisation}</strong>{' '}
        {translate('purchase.line', { quarter: quarterWords(quarter, translate), area: areaName(house, area) })}
      </p>
      <p class="hint">
        {translate('purchase.codes', { codes: cpv.join(', ') })} · {translate('purchase.ask')}{' '}
        {translate(`purchase.contact.${contact}`)}
      </p>
      {children}
    </li>
  );
}

/** The own announcement, folded until somebody wants to make one; folded again when it is made. */
function Announce({ need, team }: { need: Need; team: Team }) {
  const { translate, journal } = useHouse();
  const [open, setOpen] = useState(false);
  const announce = async (said: Pick<Purchase, 'area' | 'cpv' | 'quarter' | 'contact'>) => {
    await sayPurchase(journal, {
      schema: 1,
      id: crypto.randomUUID(),
      organisation: team.organisation,
      announcedAt: new Date().toISOString(),
      withdrawn: false,
      ...said,
    });
    setOpen(false);
  };
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{translate('purchase.announce')}</summary>
      <p class="hint">{translate('purchase.seen')}</p>
      {open && <PurchaseForm need={need} onAnnounce={announce} />}
    </details>
  );
}
