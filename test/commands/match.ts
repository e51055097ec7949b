import { adviser } from './advise-line.ts';
import { tenderLines } from './tender-lines.ts';

/**
 * `npm run --silent match -- FILE.jsonl`: what the page would show for each tender of a file, by the page's own code.
 * A line in: `{id, lang?, title, description?, cpv?}`; a line out: `{id, findings, tips}`. For an area without a target
 * that fits, the finding's `target` is the id of the case or criterion that the panel points to, or `area:<area>`.
 */
const file = process.argv[2];
if (!file) {
  console.error('Usage: npm run --silent match -- FILE.jsonl');
  process.exit(2);
}

const { adviseOn } = await adviser();
const onBad = () => {
  process.exitCode = 1;
};
for await (const line of tenderLines(file, onBad)) {
  const { shown, areas, tips } = adviseOn(line);
  const pointers = areas.map(({ pointer, ...found }) => ({ ...found, target: pointer.id }));
  const findings = [...shown, ...pointers].map(({ target, area, score, reasons }) => ({
    target,
    area,
    score,
    reasons: reasons.map(({ kind, text, where }) => ({ kind, text, where })),
  }));
  process.stdout.write(`${JSON.stringify({ id: line.id, findings, tips })}\n`);
}
