// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { TeamConnection } from '../../../components/dashboard/team/team-connection.tsx';
import { activity } from '../../../components/dashboard/team/use-team.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { changeTeamState, joinTeam, type TeamRole, teamState } from '../../../lib/team/connection.ts';
import common from '../../../locales/da/common.json';
import exchange from '../../../locales/da/exchange.json';
import texts from '../../../locales/da/team.json';
import { freshJournal } from '../log/sample.ts';
import { aTeam } from '../team/team-sample.ts';
import { drawIn } from './house.tsx';

/** As long as it takes on a busy machine. */
const until = <T,>(ask: () => T) => vi.waitUntil(ask, { timeout: 10_000 });

let place: HTMLElement;
let journal: JournalDatabase;
beforeEach(() => {
  place = document.createElement('main');
  document.body.replaceChildren(place);
  journal = freshJournal();
  activity.value = { state: 'connected' };
});

async function draw(role: TeamRole): Promise<void> {
  await joinTeam(journal, { ...aTeam, role });
}
const show = () => {
  const translate = createTranslator('da', { ...common, ...exchange, ...texts });
  drawIn(place, <TeamConnection />, { journal, translate });
  return until(() => place.querySelector('[role="status"]'));
};
const button = (name: string) => [...place.querySelectorAll('button')].find(({ textContent }) => textContent === name);

test('what the server gave up before it was heard is said with the way to get it back, until the user has it', async () => {
  await draw('lead');
  await changeTeamState(journal, { missed: 200 });
  await show();
  expect(place.querySelector('.notice p')?.textContent).toBe(
    '200 beskeder er forsvundet fra serveren, før denne browser nåede at læse dem, så der kan mangle beslutninger i ' +
      'loggen her. Få en eksport eller en sikkerhedskopi fra en kollega, der har været med længere, og importér den. ' +
      'Indtil da skriver denne browser ingen nøgletal på serveren.',
  );
  expect(place.querySelector('.notice a')?.getAttribute('href')).toBe('#/exchange/import');
  button('Det manglende er hentet')?.click();
  await until(() => place.querySelector('.notice') === null);
  expect((await teamState(journal)).missed).toBe(0);
});

test('who writes no figures is told nothing of them; who misses nothing is told nothing at all', async () => {
  await draw('buyer');
  await changeTeamState(journal, { missed: 1 });
  await show();
  const said = place.querySelector('.notice')?.textContent ?? '';
  expect(said).toMatch(/^1 besked er forsvundet fra serveren/);
  expect(said).not.toContain('nøgletal');
  await changeTeamState(journal, { missed: 0 });
  await until(() => place.querySelector('.notice') === null);
});

test('while nothing is tried the server can be tried now, and the focus stays with the answer', async () => {
  await draw('buyer');
  const tryAgain = vi.fn(() => {
    activity.value = { state: 'connecting' };
  });
  activity.value = { state: 'waiting', problem: 'busy', tryAgain };
  await show();
  button('Prøv igen nu')?.click();
  await until(() => button('Prøv igen nu') === undefined);
  expect(tryAgain).toHaveBeenCalledTimes(1);
  expect(document.activeElement?.textContent).toBe('Forbinder … ');
  // The server has been asked and has not answered as it should: there is nothing to hurry.
  activity.value = { state: 'waiting', problem: 'full' };
  await until(() => place.textContent?.includes('Der er ikke mere plads på serveren.'));
  expect(button('Prøv igen nu')).toBeUndefined();
});
