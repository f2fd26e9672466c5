import { dirname, extname, join } from 'node:path'
import { Script } from 'node:vm'
import { type BuildFailure, build, type Message, type TransformOptions, transform } from 'esbuild'
import { moduleEndings } from '../host/modules'
import { en } from '../texts/en'
import type { BuildProblem } from './build-error'
import { findPackage, packageName } from './packages'
import type { SourceFolder } from './source-folder'

/** A script of the mini program in the form that the host runs (see host/modules.ts). */
export interface ScriptModule {
  /** Its file, relative to the mini program's folder. */
  id: string
  /** The body of a function of `require`, `module`, `exports` and `global`. */
  code: string
  source: string
  /** The source map of `code`; without it both have the same lines. */
  map: string | undefined
  /** The modules that it requires, as written, with their files. */
  references: Record<string, string>
}

interface CompiledScript {
  state: string
  code: string
  source: string
  map: string | undefined
  /** What it requires, as written. */
  required: string[]
  /** Folders that it requires by names which are computed, as written. */
  folders: string[]
  warnings: BuildProblem[]
}

const options = {
  format: 'cjs',
  platform: 'browser',
  target: 'chrome100',
  // `import()` of a module of the mini program.
  supported: { 'dynamic-import': false },
  charset: 'utf8',
  logLevel: 'silent',
  tsconfigRaw: '{}',
  define: { 'process.env.NODE_ENV': '"development"' },
} as const satisfies TransformOptions

/** Where a package that is bundled is required. */
interface PackageUse {
  /** As written. */
  reference: string
  importer: string
}

/** Finds and compiles the scripts of a mini program as WeChat does, and keeps those that have not changed. */
export class ScriptModules {
  readonly #folder: SourceFolder
  /** By file. */
  readonly #compiled = new Map<string, CompiledScript>()

  constructor(folder: SourceFolder) {
    this.#folder = folder
  }

  /** The modules of these files and of all that they require. One that cannot be compiled fails when it is loaded. */
  async collect(entries: string[]): Promise<ScriptModule[]> {
    const modules = new Map<string, ScriptModule>()
    const packages = new Map<string, PackageUse>()
    let wave = [...new Set(entries)]
    while (wave.length > 0) {
      const compiled = await Promise.all(wave.map(file => this.#compile(file, packages.get(file))))
      const next = new Set<string>()
      for (const [at, file] of wave.entries()) {
        const { code, source, map, required, folders, warnings } = compiled[at]!
        const id = this.#folder.shorten(file)
        this.#folder.addWarnings(warnings)
        const references: Record<string, string> = {}
        modules.set(file, { id, code, source, map, references })
        for (const reference of required) {
          const found = this.#resolve(reference, file, packages)
          if (found) references[reference] = this.#folder.shorten(found)
          else this.#folder.warn(id, en.build.notDefined(reference, id))
          if (found) next.add(found)
        }
        for (const path of folders) for (const found of this.#folder.listScripts(path, id)) next.add(found)
      }
      wave = [...next].filter(file => !modules.has(file))
    }
    return [...modules.values()]
  }

  /** The file of a module, or the name under which the bundle of a package is kept. */
  #resolve(reference: string, importer: string, packages: Map<string, PackageUse>): string | undefined {
    const found = findModule(this.#folder, reference, importer)
    const name = packageName(reference)
    if (!name || (found && !(reference === name && found.includes('node_modules')))) return found
    const folder = findPackage([dirname(importer), ...this.#folder.packageRoots], name)
    // A package for mini programs is taken as it is; any other is bundled, as WeChat's "build npm" does.
    if (!folder || (found && folder.isBuilt)) return found
    const bundle = join(folder.path, `${reference.slice(name.length) || '/'}.bundle.js`)
    packages.set(bundle, { reference, importer })
    return bundle
  }

  async #compile(file: string, inPackage: PackageUse | undefined): Promise<CompiledScript> {
    const state = this.#folder.stateOfFile(inPackage ? inPackage.importer : file)
    const known = this.#compiled.get(file)
    if (known && (inPackage || known.state === state)) return known
    const id = this.#folder.shorten(file)
    this.#folder.compiled.push(id)
    const made = inPackage
      ? await bundlePackage(inPackage, id)
      : await compileScript(id, this.#folder.readFile(file))
    const compiled = { state, ...made }
    this.#compiled.set(file, compiled)
    return compiled
  }
}

/** The file of a module: WeChat also takes `/x` from the root, and `x` that is no package but a file. */
function findModule(folder: SourceFolder, reference: string, importer: string): string | undefined {
  for (const candidate of folder.candidatesOf(reference, folder.shorten(importer))) {
    const ending = moduleEndings.find(end => folder.has(candidate + end))
    if (ending !== undefined) return folder.locate(candidate + ending)
  }
  return undefined
}

type Made = Omit<CompiledScript, 'state'>

async function compileScript(id: string, source: string): Promise<Made> {
  const asIs: Made = { source, code: source, map: undefined, ...requiredBy(source), warnings: [] }
  try {
    if (extname(id) === '.json')
      return { ...asIs, code: `module.exports = ${JSON.stringify(JSON.parse(source))}` }
    if (!needsCompiler(id, source)) {
      new Script(`(function () {${source}\n})`)
      return asIs
    }
  } catch {
    // The compiler says where the mistake is, or knows more than the engine.
  }
  return transformScript(id, source)
}

/** Plain JavaScript runs as it is. */
const needsCompiler = (id: string, source: string) =>
  extname(id) !== '.js' || /\b(?:import|export)\b|\bprocess\.env\b/.test(source)

/** Where the module gets what it exports; a script may have both, `export` and `exports.name = …`. */
const exported = /^module\.exports = (?=__toCommonJS\()/m

async function transformScript(id: string, source: string): Promise<Made> {
  const loader = /\.m?tsx?$/.test(id) ? 'ts' : extname(id) === '.json' ? 'json' : 'js'
  try {
    const { code, map, warnings } = await compileModule(id, source, loader)
    // As in WeChat it throws at that line, when it runs.
    const told = warnings.filter(({ id: kind }) => kind === 'assign-to-constant')
    return {
      source,
      code: code.replace(exported, 'exports = $&'),
      map,
      ...requiredBy(code),
      warnings: told.map(message => problemOf(id, message)),
    }
  } catch (error) {
    return { source, ...failed(id, error) }
  }
}

/**
 * As in WeChat a `const`, `let` or class of the module itself is a `var`: modules that require each other see it as
 * undefined before its turn comes. esbuild does that when it bundles, here a file without anything that it requires.
 */
async function compileModule(id: string, source: string, loader: 'ts' | 'json' | 'js') {
  try {
    const { outputFiles, warnings } = await build({
      ...options,
      stdin: { contents: source, sourcefile: id, loader },
      bundle: true,
      external: ['*'],
      treeShaking: false,
      write: false,
      outfile: 'module.js',
      sourcemap: 'external',
    })
    const [map, code] = outputFiles.map(({ text }) => text)
    return { code: code!, map: map!, warnings }
  } catch {
    // What it refuses to bundle, such as a constant that is assigned to, may run all the same.
    return transform(source, { ...options, loader, sourcefile: id, sourcemap: 'external' })
  }
}

/** Bundles a package that was not made for mini programs. */
async function bundlePackage({ reference, importer }: PackageUse, id: string): Promise<Made> {
  const contents = `module.exports = require(${JSON.stringify(reference)})`
  try {
    const { outputFiles } = await build({
      ...options,
      stdin: { contents, resolveDir: dirname(importer) },
      bundle: true,
      write: false,
      // A `sideEffects` of some package.json must not drop a script that only runs.
      ignoreAnnotations: true,
    })
    return { source: '', code: outputFiles[0]!.text, map: undefined, ...nothing, warnings: [] }
  } catch (error) {
    return { source: '', ...failed(id, error) }
  }
}

/** A module that fails when it is loaded, for the reason that esbuild gives. */
function failed(id: string, error: unknown): Omit<Made, 'source'> {
  const { errors } = error as BuildFailure
  if (!Array.isArray(errors)) throw error
  const code = `throw new Error(${JSON.stringify(errors[0]!.text)})`
  return { code, map: undefined, ...nothing, warnings: errors.map(message => problemOf(id, message)) }
}

/** A message of esbuild, placed in the mini program. */
function problemOf(file: string, { text, location }: Message): BuildProblem {
  const message = en.build.brokenScript(text)
  return location ? { file, line: location.line, column: location.column + 1, message } : { file, message }
}

const stringOrComment = /(["'`])(?:\\.|(?!\1)[^\\\n])*\1|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

const nothing = { required: [], folders: [] }

/** What a script requires, now or later: by a name that stands there, or by one that is computed. */
function requiredBy(code: string): Pick<CompiledScript, 'required' | 'folders'> {
  // A script that brings modules of its own along has a `require` of its own.
  if (/\bfunction\s*\w*\s*\([^)]*\brequire\b/.test(code)) return nothing
  const bare = code.replace(stringOrComment, text => (text.startsWith('/') ? ' ' : text))
  const calls = bare.matchAll(/\brequire(?:\.async)?\s*\(\s*(['"`])([^'"`$]*)(?:(\1)\s*[,)])?/g)
  const required = new Set<string>()
  const folders = new Set<string>()
  for (const { 2: text, 3: isWhole } of calls) {
    if (isWhole) required.add(text!)
    else if (/^\.{0,2}\//.test(text!)) folders.add(text!.slice(0, text!.lastIndexOf('/') + 1))
  }
  return { required: [...required], folders: [...folders] }
}
