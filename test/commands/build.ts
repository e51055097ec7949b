import { relative } from 'node:path';
import { type Build, ensureBuild, root } from './built.ts';

// npm run build [chrome-mv3|firefox-mv3]: what ships, rebuilt only when its sources changed.

const builds: Build[] = ['chrome-mv3', 'firefox-mv3'];
const chosen = builds.filter((build) => process.argv.length === 2 || process.argv.includes(build));
if (chosen.length === 0) {
  console.error(`Unknown build. Choose from ${builds.join(', ')}.`);
  process.exit(1);
}
for (const build of chosen) {
  const { folder, built } = await ensureBuild(build);
  console.log(`${relative(root, folder)} ${built ? 'built' : 'is up to date'}`);
}
