import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GatewayFault } from '../fields'

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
