declare module 'virtual:targets' {
  const data: Omit<import('./load.ts').TargetData, 'files'>;
  export default data;
}

declare module 'virtual:targets/in-page' {
  const data: Omit<import('./load.ts').TargetData, 'files'>;
  export default data;
}
