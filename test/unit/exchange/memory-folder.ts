/** A folder in memory with the handles of the browser, as far as sharing uses them. */
export function memoryFolder() {
  const files = new Map<string, { text: string; lastModified: number }>();
  let clock = 0;
  const fileHandle = (name: string) => ({
    kind: 'file' as const,
    name,
    getFile: async () => {
      const file = files.get(name);
      if (!file) throw new DOMException('gone', 'NotFoundError');
      return new File([file.text], name, { lastModified: file.lastModified });
    },
    createWritable: async ({ keepExistingData }: { keepExistingData: boolean }) => {
      let bytes = keepExistingData ? new TextEncoder().encode(files.get(name)?.text ?? '') : new Uint8Array();
      let place = 0;
      return {
        seek: async (to: number) => {
          place = to;
        },
        write: async (text: string) => {
          const added = new TextEncoder().encode(text);
          const next = new Uint8Array(Math.max(bytes.length, place + added.length));
          next.set(bytes);
          next.set(added, place);
          bytes = next;
          place += added.length;
        },
        close: async () => put(name, new TextDecoder().decode(bytes)),
        abort: async () => undefined,
      };
    },
  });
  function put(name: string, text: string): void {
    clock += 1;
    files.set(name, { text, lastModified: clock });
  }
  const handle = {
    kind: 'directory' as const,
    name: 'Fælles',
    getFileHandle: async (name: string) => {
      if (!files.has(name)) put(name, '');
      return fileHandle(name);
    },
    async *entries() {
      for (const name of [...files.keys()]) yield [name, fileHandle(name)] as const;
    },
  };
  return {
    handle: handle as unknown as FileSystemDirectoryHandle,
    put,
    text: (name: string) => files.get(name)?.text ?? '',
    names: () => [...files.keys()],
  };
}
