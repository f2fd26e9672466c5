import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Compiled, compile, loadEsbuild } from './compile'
import { changedAt, isStale, type Stamps, stampsOf } from './file-stamps'
import { javascriptEntry, typescriptEntry } from './find-functions'

/** A function's code, ready to be loaded. */
export interface Code {
  /** The file that its author wrote, for messages. */
  readonly shown: string
  /** The file to load, or the name under which `source` runs. */
  readonly file: string
  readonly source?: string
  /** The files it was made from; when one of them changes, the code is old. */
  readonly stamps: Stamps
}

/**
 * Gets the code of a function: index.js as it is, or index.ts compiled where index.js is missing or older than
 * anything that index.ts is made from.
 * @param before the code of the last event, kept if nothing has changed
 * @throws FunctionCallError when the TypeScript has faults
 */
export async function prepare(folder: string, before: Code | undefined): Promise<Code> {
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
