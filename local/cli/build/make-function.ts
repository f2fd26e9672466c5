import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type * as Esbuild from 'esbuild'
import { packageIn } from '../../doctor/checks/uploads'
import type { FunctionFacts } from '../../doctor/permissions/function-facts'
import { filesBelow, isWithin, pathFrom } from '../../project/files'
import { type Finding, showPlace } from '../../project/finding'
import { readJsonFile } from '../../project/json/json-file'
import type { CloudFunction } from '../../project/list-functions'
import { dependenciesOf, manifestOf, NotMade, sdk, versionsOf } from './packages'
import { en } from './texts/en'

/** How functions are made. */
export interface MakeOptions {
  /** The folder of the project, real. */
  readonly project: string
  /** Where the folders of the functions will be. */
  readonly output: string
  readonly target: string
  /** Bundle all, or no packages; by default what an upload would miss is bundled. */
  readonly bundle?: boolean
  readonly external: readonly string[]
  readonly sourcemap: boolean
  readonly minify: boolean
}

/** What is uploaded of a function. */
export interface Made {
  readonly isBundled: boolean
  /** By their path in the folder of the function, with `/`. */
  readonly files: ReadonlyMap<string, Buffer>
  /** What the cloud installs, with the versions. */
  readonly packages: { readonly [name: string]: string }
  /** The files it was made from, absolute. */
  readonly inputs: readonly string[]
  readonly warnings: readonly string[]
}

/** How large the files are together. */
export const bytesOf = (files: Made['files']): number =>
  Array.from(files.values()).reduce((sum, file) => sum + file.length, 0)

/** The limits of the cloud: the code of a function before it is compressed, and the length of its name. */
const mostBytes = 500 * 1024 * 1024
const longestName = 60

/** Whether a function cannot be uploaded as it is, so that it is bundled unless that is forbidden. */
export function mustBundle({ on, program }: FunctionFacts, findings: readonly Finding[]): boolean {
  if (mustCompile(on)) return true
  const isMissed = (one: Finding) => one.function === on.name && one.severity === 'fault'
  if (findings.some(one => isMissed(one) && /^(notUploaded|missingPackage)$/.test(one.kind))) return true
  return (program?.packages ?? []).some(({ specifier, from }) =>
    isOnlyHere(packageIn(specifier), on.folder, from),
  )
}

/** Whether a function is written in what the oldest runtimes of the cloud do not load. */
export const mustCompile = ({ entry = '', folder }: CloudFunction): boolean =>
  !/\.c?js$/.test(entry) || isEsm(entry, folder)

function isEsm(entry: string, folder: string): boolean {
  if (entry.endsWith('.cjs')) return false
  if (manifestOf(folder).type === 'module') return true
  return /^[ \t]*(import[\s{*"'][^(]|export[\s{*])/m.test(readFileSync(entry, 'utf8'))
}

/** Whether a package lies in the node_modules of a function alone, which are not uploaded. */
const isOnlyHere = (wanted: string, folder: string, from: string): boolean =>
  isWithin(folder, from) &&
  existsSync(join(folder, 'node_modules', wanted)) &&
  !(wanted in dependenciesOf(folder))

/** Makes what is uploaded of a function. @throws NotMade with the reasons */
export async function makeFunction(
  facts: FunctionFacts,
  options: MakeOptions,
  esbuild: typeof Esbuild | undefined,
): Promise<Made> {
  const { on, name } = facts
  if (on.entry === undefined) throw new NotMade([en.noEntry])
  const manifest = readJsonFile(join(on.folder, 'package.json'), options.project)
  if (manifest.state === 'broken')
    throw new NotMade([en.brokenPackage(showPlace(manifest.place), manifest.problem)])
  const made = esbuild ? await bundle(facts, on.entry, options, esbuild) : copy(facts)
  const bytes = bytesOf(made.files)
  const warnings = [...made.warnings]
  for (const [wanted, version] of Object.entries(made.packages))
    if (/^(file|link|portal|workspace):/.test(version)) warnings.push(en.local(wanted, version))
  if (facts.program && !facts.program.isExporting) warnings.push(en.noExports)
  if (bytes > mostBytes) warnings.push(en.tooLarge(bytes, mostBytes))
  if (name.length > longestName) warnings.push(en.longName(name.length, longestName))
  return { ...made, warnings }
}

function copy({ on, program }: FunctionFacts): Made {
  const inputs = filesOf(on.folder)
  const files = new Map(inputs.map(path => [pathFrom(on.folder, path), readFileSync(path)]))
  const missing = new Set(
    (program?.packages ?? [])
      .filter(({ specifier, from }) => isOnlyHere(packageIn(specifier), on.folder, from))
      .map(({ specifier }) => packageIn(specifier)),
  )
  return {
    isBundled: false,
    files,
    packages: dependenciesOf(on.folder),
    inputs,
    warnings: Array.from(missing, en.onlyHere),
  }
}

const isCode =
  /\.([cm]?[jt]sx?|map)$|(^|\/)(tsconfig[^/]*|package(-lock)?|npm-shrinkwrap)\.json$|(^|\/)[^/]*(lock\.yaml|\.lock|\.lockb)$/

async function bundle(
  { on, name }: FunctionFacts,
  entry: string,
  options: MakeOptions,
  esbuild: typeof Esbuild,
): Promise<Made> {
  const { project, output, target, external, sourcemap } = options
  const folder = join(output, name)
  const built = await build(esbuild, {
    entryPoints: [entry],
    absWorkingDir: project,
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target,
    ...(options.bundle === false ? { packages: 'external' as const } : { external: [sdk, ...external] }),
    sourcemap: sourcemap && 'linked',
    minify: options.minify,
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  const inputs = Object.keys(built.metafile.inputs)
    .map(file => join(project, file))
    .filter(file => existsSync(file))
  const outside = Object.values(built.metafile.outputs).flatMap(({ imports }) =>
    imports.filter(one => one.external).map(one => packageIn(one.path)),
  )
  const { packages, warnings } = versionsOf(outside, on.folder, project)
  const files = new Map<string, Buffer>()
  const isPart = new Set(inputs)
  for (const path of filesOf(on.folder)) {
    const file = pathFrom(on.folder, path)
    // What the code reads by its path, such as a certificate or a template.
    if (file === 'config.json' || (!isCode.test(file) && !isPart.has(path)))
      files.set(file, readFileSync(path))
  }
  for (const { path, contents } of built.outputFiles) files.set(pathFrom(folder, path), Buffer.from(contents))
  const { version, description } = manifestOf(on.folder)
  const manifest = { name, version, description, private: true, main: 'index.js', dependencies: packages }
  files.set('package.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
  return {
    isBundled: true,
    files,
    packages,
    inputs,
    warnings: [...warnings, ...built.warnings.map(message => lineOf(message))],
  }
}

type Options = Esbuild.BuildOptions & { metafile: true; write: false }

async function build(esbuild: typeof Esbuild, options: Options) {
  try {
    const built = await esbuild.build(options)
    const unset = built.warnings.filter(({ id, location }) => {
      return id === 'empty-import-meta' && !/(^|\/)(node_modules|dist)\//.test(location?.file ?? '')
    })
    const rest = built.warnings.filter(({ id }) => id !== 'empty-import-meta')
    if (unset.length === 0) return { ...built, warnings: rest }
    // CommonJS has no import.meta: what ESM reads there is said in its words.
    const url = '__importMetaUrl'
    return await esbuild.build({
      ...options,
      define: {
        'import.meta.url': url,
        'import.meta.dirname': '__dirname',
        'import.meta.filename': '__filename',
      },
      banner: { js: `var ${url} = require('url').pathToFileURL(__filename).href;` },
      logOverride: { 'empty-import-meta': 'silent' },
    })
  } catch (error) {
    const { errors } = error as Partial<Esbuild.BuildFailure>
    if (!errors || errors.length === 0) throw error
    throw new NotMade(
      errors.map(message => {
        const line = lineOf(message)
        if (/Could not resolve "[^./"]/.test(line)) return en.unresolved(line)
        return /loader is configured for "\.node"/.test(line) ? en.native(line) : line
      }),
    )
  }
}

const lineOf = ({ text, location }: Esbuild.Message): string =>
  location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text

/** The files of a function that may be uploaded. */
export const filesOf = (folder: string): string[] =>
  [...filesBelow(folder, folder, (_, name) => name !== 'node_modules' && !name.startsWith('.'))].filter(
    path => !path.endsWith(`${sep}.DS_Store`),
  )
