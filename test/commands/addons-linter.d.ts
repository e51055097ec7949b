declare module 'addons-linter/dist/addons-linter.js' {
  interface Message {
    code: string;
    file?: string;
  }
  export function createInstance(options: { config: Record<string, unknown>; runAsBinary: boolean }): {
    run: () => Promise<{ errors: Message[]; warnings: Message[] }>;
  };
}
