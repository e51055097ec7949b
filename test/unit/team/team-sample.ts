import type { Team } from '../../../lib/team/connection.ts';

/** The connection of a buyer. */
export const aTeam: Team = {
  server: 'wss://team.engdal.example',
  user: 'anna',
  password: 'x',
  organisation: 'engdal',
  unit: 'Indkøb',
  role: 'buyer',
  authors: false,
  since: '2026-03-01T08:00:00.000Z',
};
