import { parseArgs } from 'node:util';
import { writePackages } from './packages.ts';
import { rebuilt } from './rebuild.ts';
import { lintPackage } from './store-lint.ts';
import { writeListing } from './store-listing.ts';
import { takeScreenshots } from './store-screenshots.ts';

// npm run zip [-- --lint] [--rebuild] [--listing] [--screenshots]: the packages for the stores. `--lint` checks as
// addons.mozilla.org does; `--rebuild` builds them once more from the sources package, in another folder and time zone,
// and compares every file; `--listing` writes what the forms of the stores ask for, `--screenshots` takes their pictures.

const { values } = parseArgs({
  options: {
    lint: { type: 'boolean', default: false },
    rebuild: { type: 'boolean', default: false },
    listing: { type: 'boolean', default: false },
    screenshots: { type: 'boolean', default: false },
  },
});

const packages = await writePackages();
for (const { path, bytes, sha256 } of packages) {
  console.log(`${path}  ${(bytes / 1000).toFixed(0)} kB  sha256 ${sha256}`);
}
if (values.lint) {
  const problems = await lintPackage(packages);
  for (const problem of problems) console.log(problem);
  console.log(
    `checked as addons.mozilla.org does: ${problems.length === 0 ? 'nothing new' : `${problems.length} new`}`,
  );
  if (problems.length > 0) process.exitCode = 1;
}
if (values.listing) for (const file of await writeListing()) console.log(file);
if (values.screenshots) for (const file of await takeScreenshots()) console.log(file);
if (values.rebuild) {
  const { same, differing, zone } = await rebuilt(packages);
  for (const difference of differing) console.log(`differs: ${difference}`);
  console.log(
    `rebuilt from the sources in another folder, time zone ${zone}: ${same} files the same, ${differing.length} not`,
  );
  if (differing.length > 0) process.exitCode = 1;
}
