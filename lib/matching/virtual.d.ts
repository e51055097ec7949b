declare module 'virtual:matching/compiled' {
  const compiled: import('./compiled.ts').CompiledIndex;
  export default compiled;
}
