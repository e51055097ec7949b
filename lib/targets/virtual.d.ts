declare module 'virtual:targets' {
  import type { TargetData } from './load.ts';

  const data: Omit<TargetData, 'files'>;
  export default data;
}
