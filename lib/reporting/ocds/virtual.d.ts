declare module 'virtual:reporting/ocds-check' {
  const check: import('./compile-check.ts').OcdsCheck;
  export default check;
}
