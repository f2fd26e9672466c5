import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GatewayFault } from '../fields'
import type { Request } from './actions'

/** What became of a document: its text in extended JSON, null when it was removed. */
export type Change = readonly [collection: string, id: string, text: string | null]

/** The collections as they were committed: of each its name, and its documents in extended JSON. */
export type Committed = readonly (readonly [collection: string, texts: readonly string[]])[]

/** What the thread of the database is told: first what is there, then what is asked. */
export type ToThread = { readonly committed: Committed } | { readonly request: Request }

/** What it answers, in the order in which it was asked; first that it has read what is there. */
export type FromThread =
  | { readonly isReady: true }
  | {
      readonly answer?: object
      readonly fault?: { readonly code: string; readonly message: string }
      /** What was committed meanwhile, also when it ended in a fault. */
      readonly changes: readonly Change[]
    }

/** What one operation may use. */
export interface Limits {
  readonly milliseconds: number
  /** So much may the thread hold: a pipeline that makes more ends, and not the emulator. */
  readonly megabytes: number
}

export const usualLimits: Limits = { milliseconds: 10_000, megabytes: 1_024 }

const fileName = 'database-thread.js'

/** The program of the thread, which the build puts at the top of dist/. */
export function threadFile(): string {
  const here = typeof __filename === 'string' ? __filename : fileURLToPath(import.meta.url)
  for (let folder = dirname(here); ; folder = dirname(folder)) {
    const found = [join(folder, fileName), join(folder, 'dist', fileName)].find(existsSync)
    if (found !== undefined) return found
    if (dirname(folder) === folder) throw new GatewayFault('SYS_ERR', `${fileName} is missing; build it`)
  }
}
