import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type * as Esbuild from 'esbuild'
import { failed } from '../project/call-error'
import { installCommandOf } from '../project/package-manager'
import { changedAt, isStale, type Stamps, stampsOf } from './file-stamps'

/** The entry files of a function. */
export const typescriptEntry = 'index.ts'
export const javascriptEntry = 'index.js'

/** A function's code, ready to be loaded. */
export interface Code {
  /** The file that its author wrote, for messages. */
  readonly shown: string
  /** The file to load, or the name under which `source` runs. */
  readonly file: string
  readonly source?: string
  /** The files it was made from; when one of them changes, the code is stale. */
  readonly stamps: Stamps
}

/**
 * Gets the code of a function: index.js as it is, or index.ts compiled where index.js is missing or older than
 * anything that index.ts is made from.
 * @param before the code of the last event, kept if nothing has changed
 * @throws FunctionCallError when the TypeScript does not compile
 */
export async function prepareCode(folder: string, before: Code | undefined): Promise<Code> {
  if (before && !isStale(before.stamps)) return before
  const began = Date.now()
  const typescript = join(folder, typescriptEntry)
  const javascript = join(folder, javascriptEntry)
  const both = [typescript, javascript]
  const plain = (inputs: readonly string[]): Code => ({
    shown: javascript,
    file: javascript,
    stamps: stampsOf([...both, ...inputs], began),
  })
  if (!existsSync(typescript)) return plain([])
  const isBuilt = existsSync(javascript)
  if (isBuilt && !loadEsbuild(folder)) return plain([])
  const { source, inputs }: Compiled = await compile(typescript, folder)
  const builtAt = changedAt(javascript)
  if (isBuilt && inputs.every(input => changedAt(input) <= builtAt)) return plain(inputs)
  return { shown: typescript, file: javascript, source, stamps: stampsOf([...both, ...inputs], began) }
}

/** TypeScript made runnable. */
interface Compiled {
  readonly source: string
  /** All files that went into it. */
  readonly inputs: readonly string[]
}

/**
 * Makes JavaScript of a function's index.ts and of all that it imports from the project; packages stay packages.
 * Nothing is written to the disk.
 * @param folder the folder of the function; relative paths and packages are looked up from there
 * @throws FunctionCallError with file and line of every error
 */
async function compile(entry: string, folder: string): Promise<Compiled> {
  const esbuild = loadEsbuild(folder)
  if (!esbuild) {
    const install = installCommandOf(folder, ['esbuild'])
    throw failed(`${entry} is TypeScript, and esbuild is not installed; run ${install}`)
  }
  try {
    const built = await esbuild.build({
      entryPoints: [entry],
      absWorkingDir: folder,
      outfile: join(folder, 'index.js'),
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'cjs',
      target: `node${process.versions.node}`,
      sourcemap: 'inline',
      metafile: true,
      write: false,
      logLevel: 'silent',
    })
    const inputs = Object.keys(built.metafile.inputs).map(file => resolve(folder, file))
    return { source: built.outputFiles[0]!.text, inputs }
  } catch (error) {
    throw failed(faultsOf(error as Partial<Esbuild.BuildFailure> & Error, folder))
  }
}

/** The esbuild of the user's project, or else the one that the runner finds. */
export function loadEsbuild(folder: string): typeof Esbuild | undefined {
  for (const from of [join(folder, 'index.js'), join(process.cwd(), 'index.js')]) {
    const requireFrom = createRequire(from)
    try {
      return requireFrom('esbuild') as typeof Esbuild
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error
    }
    // Node remembers that a package was not there: one that was installed meanwhile is loaded by its file.
    const homes = requireFrom.resolve.paths('esbuild') ?? []
    const manifest = homes.map(home => join(home, 'esbuild/package.json')).find(existsSync)
    if (manifest) {
      const { main } = JSON.parse(readFileSync(manifest, 'utf8')) as { main: string }
      return requireFrom(join(dirname(manifest), main)) as typeof Esbuild
    }
  }
  return undefined
}

function faultsOf({ errors, message }: Partial<Esbuild.BuildFailure> & Error, folder: string): string {
  if (!errors || errors.length === 0) return message
  return errors
    .map(({ text, location }) =>
      location ? `${resolve(folder, location.file)}:${location.line}:${location.column + 1}: ${text}` : text,
    )
    .join('; ')
}
