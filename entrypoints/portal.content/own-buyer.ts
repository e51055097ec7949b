import type { Hello } from '../../lib/messages.ts';
import type { Reading } from '../../lib/portals/tender.ts';

/** Whether a buyer is the user's own organisation, by CVR number or by name: following is proposed then. */
export function isOwn({ tender }: Reading, { organisation }: Hello): boolean {
  return [tender.buyer, ...tender.otherBuyers].some((buyer) => {
    if (!buyer) return false;
    if (organisation.cvr !== '' && buyer.id === organisation.cvr) return true;
    return organisation.name !== '' && buyer.name.toLowerCase() === organisation.name.toLowerCase();
  });
}
