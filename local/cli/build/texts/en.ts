import { counted } from '../../data/texts/en'

const kilo = 1024

/** Bytes as people read them. */
const size = (bytes: number): string =>
  bytes < kilo
    ? `${bytes} B`
    : bytes < kilo * kilo
      ? `${(bytes / kilo).toFixed(1)} KB`
      : `${(bytes / kilo / kilo).toFixed(1)} MB`

/** What `wx-openapi build` says, in English. */
export const en = {
  summary: 'build the cloud functions for upload with WeChat DevTools',
  description:
    'Writes for each cloud function a folder that WeChat DevTools can upload: index.js for the runtime of the cloud,\nconfig.json, and a package.json with the packages that the cloud installs. Sources are never changed.',
  functions: 'the functions to build (default: all)',
  out: (usual: string) => `where to (default ${usual} in the project)`,
  target: 'the oldest runtime of the cloud that must run them',
  bundle: 'bundle every function, with its packages, into one index.js',
  noBundle: 'bundle no packages: they stay in package.json, and the cloud installs them',
  external: 'do not bundle this package; repeatable (wx-server-sdk is never bundled)',
  minify: 'make bundles smaller, for a faster first call; stack traces then need --sourcemap',
  sourcemap: 'write index.js.map too',
  watch: 'keep running, and build again what changes',
  dryRun: 'show what would be written, and write nothing',
  notATarget: 'It must be node and a version, such as node10 or node18.15.',
  help: `By default a function is bundled if it is TypeScript or ESM, or requires what an upload would miss: files outside
its folder, packages that its package.json does not declare. Any other function is copied as it is.
Bundling needs esbuild in the project.

Exit codes:
  0    all functions are built, and nothing in them is wrong
  1    a function does not build, or something in it is wrong; what did not build keeps its former output
  2    the command or its input is wrong; nothing was written
  70   a bug in this command`,

  noFunctions: (folder: string) => `there are no cloud functions in ${folder}`,
  makeFunction: (folder: string) => `make ${folder}<name>/ with an index.ts or index.js`,
  noFunction: (name: string, folder: string) => `there is no function ${name} in ${folder}`,
  theseAre: (names: string) => `the functions are ${names}`,

  isSource: (out: string) => `the output ${out} is in a folder of sources`,
  giveOut: 'give another folder to --out',
  inMiniProgram: (out: string) => `the output ${out} is in the mini program, and would be uploaded with it`,
  giveOutsideOf: (root: string) =>
    `give a folder outside of ${root} to --out, such as build/cloudfunctions, and set cloudfunctionRoot to it`,
  foreign: (folder: string, name: string) => `${folder} has ${name}, which \`build\` did not write`,
  moveForeign: 'move it elsewhere, or give another folder to --out',
  notFolder: (path: string) => `${path} is not a folder`,
  cannotWrite: (folder: string, why: string) => `${folder} cannot be written: ${why}`,
  closeHolders: 'close what holds the folder, or give another to --out',

  needsEsbuild: (names: string) => `${names} must be bundled, and esbuild, which does that, is not installed`,
  install: (command: string) => `run \`${command}\` in the project`,
  waiting: (command: string) =>
    `Run \`${command}\` in another terminal; the build goes on when it is done. Ctrl-C ends it.`,

  noEntry: 'it has no index.ts or index.js, nor what main of its package.json names',
  brokenPackage: (place: string, problem: string) => `${place}: ${problem}`,
  undeclared: (wanted: string) =>
    `it requires ${wanted}, which is not bundled and no package.json declares: add it to its dependencies`,
  local: (wanted: string, version: string) =>
    `its dependency ${wanted} is "${version}", which the cloud cannot install: bundle it, or name a version`,
  onlyHere: (wanted: string) =>
    `${wanted} is in its node_modules only, which are not uploaded: add it to the dependencies of its package.json`,
  sdkUnpinned: 'no package.json declares wx-server-sdk, so the cloud installs the latest: declare a version',
  native: (message: string) =>
    `${message}; a package with native code cannot be bundled: add --external <package>`,
  noExports: 'it exports nothing, and the cloud calls its exports.main',
  unresolved: (message: string) =>
    `${message}; install it, or leave it to the cloud with --external or --no-bundle`,
  longName: (length: number, most: number) => `its name has ${length} characters; the cloud takes ${most}`,
  tooLarge: (bytes: number, most: number) => `it has ${size(bytes)}; the cloud takes at most ${size(most)}`,

  bundled: 'bundled',
  copied: 'copied',
  sizes: (bytes: number, gzipBytes: number) => `${size(bytes)}, ${size(gzipBytes)} compressed`,
  packages: (names: string) => `the cloud installs ${names}`,
  took: (milliseconds: number) => `${milliseconds} ms`,
  would: (path: string, bytes: number) => `would write ${path} (${size(bytes)})`,
  wouldRemove: (path: string) => `would remove ${path}, whose function is gone`,
  removed: (path: string) => `removed ${path}, whose function is gone`,
  failed: (name: string) => `${name} does not build:`,
  warning: (name: string, what: string) => `${name}: ${what}`,
  built: (count: number, folder: string) => `Built ${counted(count, 'function')} in ${folder}.`,
  wouldBuild: (count: number, folder: string) =>
    `${counted(count, 'function')} would be written to ${folder}; nothing was.`,
  notAll: (failed: number, faults: number) =>
    [
      ...(failed > 0 ? [`${counted(failed, 'function')} did not build.`] : []),
      ...(faults > 0 ? [`${counted(faults, 'fault')} to fix before you upload.`] : []),
    ].join(' '),
  nameOutput: (folder: string) =>
    `Set "cloudfunctionRoot": "${folder}" in project.config.json: DevTools then shows them.`,
  upload: 'Upload each in WeChat DevTools, with dependencies installed in the cloud.',
  watching: 'Watching for changes. Ctrl-C ends it.',
}
