import { parseArgs } from 'node:util';

// npm run team [-- --end]: a trial on this computer: a cluster of three servers, an organisation with its partnership,
// and two browsers, a buyer's and a lead's. Ctrl-C ends it; with --end it ends by itself once it has shown what it does.
// npm run team -- rollup: computes an organisation's figures from its whole journal, and writes them to its server.

const usage = `Usage: npm run team [-- --end]
       npm run team -- rollup --server HOST:PORT --user USER --organisation NAME [--ca FILE]
The user's password is read from the environment variable GL_TEAM_PASSWORD.`;

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        end: { type: 'boolean', default: false },
        server: { type: 'string' },
        user: { type: 'string' },
        organisation: { type: 'string' },
        ca: { type: 'string' },
      },
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return process.exit(2);
  }
}

const { values, positionals } = read();
const { end, ca, ...asked } = values;
const { server, user, organisation } = asked;
const password = process.env.GL_TEAM_PASSWORD;
try {
  if (positionals.length === 0 && Object.keys(asked).length === 0) {
    const { runTrial } = await import('./team-trial.ts');
    await runTrial({ end });
  } else if (positionals.join() === 'rollup' && server && user && organisation && password) {
    const { rollUp } = await import('./team-rollup.ts');
    console.log(await rollUp({ server, user, password, organisation, ca: ca ?? null }));
  } else {
    console.error(usage);
    process.exitCode = 2;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
