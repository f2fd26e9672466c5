import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type * as Esbuild from 'esbuild'
import { failed } from './call-error'

/** TypeScript made runnable. */
export interface Compiled {
  readonly source: string
  /** All files that went into it. */
  readonly inputs: readonly string[]
}

/**
 * Makes JavaScript of a function's index.ts and of all that it imports from the project; packages stay packages.
 * Nothing is written to the disk.
 * @param folder the folder of the function; relative paths and packages are looked up from there
 * @throws FunctionCallError naming file and line of every fault
 */
export async function compile(entry: string, folder: string): Promise<Compiled> {
  const esbuild = loadEsbuild(folder)
  if (!esbuild) {
    throw failed(`${entry} is TypeScript, and esbuild is not installed; run npm install --save-dev esbuild`)
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

/** The esbuild of the user's project, else the one that the runner finds. */
export function loadEsbuild(folder: string): typeof Esbuild | undefined {
  for (const from of [join(folder, 'index.js'), join(process.cwd(), 'index.js')]) {
    try {
      return createRequire(from)('esbuild') as typeof Esbuild
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error
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
