/** What `wx-openapi init` and `new` say, in English. */
export const en = {
  init: {
    summary: 'make a project ready: a function, a test and settings, where they are missing',
    description: `Looks at the project, shows what is missing, and writes it: a typed cloud function, its config.json and package.json,
project.config.json, a test, .vscode/launch.json and .gitignore. What is there is never written over.`,
    help: `Without a terminal nothing is written unless you add --yes.
Example: wx-openapi init --dry-run`,
  },
  new: {
    summary: 'make a cloud function',
    description: `Makes the folder of a cloud function, with its permissions. Alone, it is a typed function to begin with; with --methods
or --catalogue it offers methods of WeChat to the mini program, for operators only.`,
    name: 'its name, or with --catalogue the namespace, such as logistics',
    methods: 'the methods that it offers: logistics.*, or single ones, separated by commas; repeatable',
    catalogue: 'offers all methods of the namespace that is its name',
    help: 'Examples: wx-openapi new checkText\n          wx-openapi new parcels --methods logistics.getPath,logistics.getOrder\n          wx-openapi new logistics --catalogue',
    badName: (name: string) => `${JSON.stringify(name)} is not a name of a cloud function`,
    nameRule: 'begin with a letter; then letters, digits, _ and -, 60 at most',
    isThere: (path: string) => `${path} is there already, and nothing was written`,
    chooseName: 'choose another name',
    both: '--methods and --catalogue exclude each other',
    noMethods: (pattern: string) => `no method is called ${pattern}`,
    meant: (name: string) => `did you mean ${name}? \`wx-openapi list\` shows all`,
    leftOut: (names: readonly string[]) => `Left out, for they have no permission name: ${names.join(', ')}.`,
    noneCallable: (name: string) => `no method of ${name} has a permission name`,
    httpsOnly: '`serve` offers such methods under httpsOnly: see docs/permissions.md.',
  },

  dir: 'the project (default: the nearest with project.config.json or cloudfunctions/)',
  dryRun: 'show what would be written, and write nothing',
  yes: 'write without asking',
  edit: 'add missing lines to .gitignore, package.json and config.json, too',
  typescript: 'write TypeScript (default: if the project has a tsconfig.json)',

  project: (folder: string) => `Project: ${folder}`,
  willWrite: (path: string) => `  + ${path}`,
  willAdd: (file: string) => `  ~ ${file}`,
  lines: (file: string) => `Missing in ${file}; --edit adds it:`,
  ask: (count: number) => `Write ${count === 1 ? 'this file' : `these ${count} files`}? [y/N] `,
  notWritten: 'Nothing was written.',
  addYes: 'Nothing was written: add --yes, or run it in a terminal.',
  dry: 'Nothing was written: this was a dry run.',
  done: 'Nothing to do: all is there.',
  wrote: (count: number) => (count === 1 ? '1 file was written.' : `${count} files were written.`),
  edited: (file: string) => `${file} has the lines now.`,
  giveAppid: 'Put the appid of your mini program into project.config.json before you upload.',
  next: 'Next:',

  brokenConfig: (place: string, problem: string) => `${place}: ${problem}`,
  correct: 'correct it; nothing was written',
  outside: (path: string) => `${path} is a link that leads out of the project, and nothing was written`,
  rootOutside: (written: string, folder: string) => `cloudfunctionRoot ${written} leads out of ${folder}`,
  setRoot: 'give a folder of the project in project.config.json',
  notWritable: (path: string, code: string) =>
    `${path} cannot be written (${code}); what was begun is removed`,
  letWrite: 'make the folder writable, or choose another',
}
