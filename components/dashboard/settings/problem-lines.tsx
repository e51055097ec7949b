import { type PolicyProblem, policyLine } from '../../../lib/targets/policy.ts';
import { useHouse } from '../house.ts';

/** What is wrong with a file, one line a problem: path and reason. */
export function ProblemLines({ problems, file }: { problems: readonly PolicyProblem[]; file: 'policy' | 'pack' }) {
  const { translate } = useHouse();
  return (
    <ul class="problem-lines">
      {problems.map((problem) => {
        const line = policyLine(problem, translate, file);
        return (
          <li key={line}>
            <code>{line}</code>
          </li>
        );
      })}
    </ul>
  );
}
