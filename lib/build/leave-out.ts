import type { Plugin } from 'vite';

/** A piece of a package's code that is not passed on, and what stands there instead. */
interface Cut {
  file: RegExp;
  code: RegExp;
  instead: string;
}

const cuts: readonly Cut[] = [
  // Zod asks whether it may compile code …
  {
    file: /\/zod\/v4\/core\/util\.js$/,
    code: /const F = Function;\s+new F\(""\);\s+return true;/,
    instead: 'return false;',
  },
  // … and does.
  {
    file: /\/zod\/v4\/core\/doc\.js$/,
    code: /compile\(\) \{[\s\S]+?\n {4}\}/,
    instead: "compile() {\n        throw new Error('no code is made at run time');\n    }",
  },
  // What reads PDF asks the same, compiles what a document computes with, and looks for the global in old engines.
  {
    file: /\/pdfjs-dist\/legacy\/build\/pdf(\.worker)?\.mjs$/,
    code: /new Function\(""\);\s+return true;/,
    instead: 'return false;',
  },
  {
    file: /\/pdfjs-dist\/legacy\/build\/pdf(\.worker)?\.mjs$/,
    code: / \|\| Function\('return this'\)\(\)/,
    instead: '',
  },
  {
    file: /\/pdfjs-dist\/legacy\/build\/pdf(\.worker)?\.mjs$/,
    code: /return Function\('return require\("' \+ name \+ '"\)'\)\(\)/,
    instead: 'return undefined',
  },
  {
    file: /\/pdfjs-dist\/legacy\/build\/pdf\.worker\.mjs$/,
    code: /return new Function\("src", "srcOffset", "dest", "destOffset", compiled\)/,
    instead: 'return null',
  },
  // It would fetch its parser and a decoder of pictures by an address of the day: the one is there, the other not used.
  {
    file: /\/pdfjs-dist\/legacy\/build\/pdf\.mjs$/,
    code: /const worker = await import\([^;]*?this\.workerSrc\);\s+return worker\.WorkerMessageHandler;/,
    instead: "throw new Error('the parser is not there');",
  },
  {
    file: /\/pdfjs-dist\/legacy\/build\/pdf\.worker\.mjs$/,
    code: /const mod = await import\([^;]*?path\);\s+instance = mod\.default\(\);/,
    instead: "throw new Error('pictures are not read');",
  },
  // Preact writes markup from text where a component asks for it; none of ours may.
  {
    file: /\/preact\/dist\/preact\.mjs$/,
    code: /(\w+)\?\(\w+\|\|\w+&&\(\1\.__html==\w+\.__html\|\|\1\.__html==\w+\.innerHTML\)\|\|\(\w+\.innerHTML=\1\.__html\),\w+\.__k=\[\]\):\(\w+&&\(\w+\.textContent=""\),/,
    instead: '(',
  },
  // The client of a team's server can sign with keys; it gets a user and a password, and cryptography stays out.
  {
    file: /\/@nats-io\/nats-core\/lib\/nkeys\.js$/,
    code: /exports\.nkeys = __importStar\(require\("@nats-io\/nkeys"\)\);/,
    instead: 'exports.nkeys = {};',
  },
];

/**
 * Leaves out of other packages what could make code or markup out of text. Our policies forbid both and nothing here uses
 * either, but what is not there needs no policy, weighs nothing, and whoever reviews the package need not ask about it. The
 * same goes for a way of signing that no connection here uses.
 */
export function leaveOut(): Plugin {
  return {
    name: 'leave-out',
    apply: 'build',
    transform(code, id) {
      const path = id.replaceAll('\\', '/').replace(/\?.*$/, '');
      const own = cuts.filter(({ file }) => file.test(path));
      if (own.length === 0) return undefined;
      const left = own.reduce((text, { code: cut, instead }) => {
        if (!cut.test(text))
          this.error(`${path} looks different now: see what to leave out of it (lib/build/leave-out.ts)`);
        return text.replace(cut, instead);
      }, code);
      return { code: left, map: null };
    },
  };
}
