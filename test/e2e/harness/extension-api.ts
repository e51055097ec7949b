interface Tab {
  id?: number;
  url?: string;
  active: boolean;
}

/** `browser` in our own pages, as far as the harness needs it. */
export interface ExtensionApi {
  commands: { getAll: () => Promise<{ name?: string; shortcut?: string }[]> };
  permissions: Record<'request' | 'remove', (wanted: { origins: string[] }) => Promise<boolean>>;
  runtime: { getManifest: () => { host_permissions: string[] } };
  scripting: { getRegisteredContentScripts: () => Promise<{ matches?: string[] }[]> };
  tabs: {
    query: (wanted: object) => Promise<Tab[]>;
    get: (id: number) => Promise<Tab>;
    sendMessage: (tab: number, message: object) => Promise<unknown>;
  };
  storage: { local: { get: (key: string) => Promise<Record<string, object>>; set: (items: object) => Promise<void> } };
}
