import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fenceSource } from '../generated/fence-source'
import type { Fence, FenceOfFunction } from './fence'

/** How their folder begins. */
export const fenceFolderStart = 'wx-openapi-fence-'

/** The files by which processes of functions get their fence: node loads a program before all others from a file alone. */
export interface PreloadFiles {
  /** The option of node that loads the fence of a function. */
  optionOf(functionName: string): string
  /** Takes the files away. */
  remove(): void
}

/** Makes them in a folder of this user's own. No secret is in them: the key of the certificate stays with the emulator. */
export function preloadFiles(fence: Fence, isOffline: boolean): PreloadFiles {
  let folder: string | undefined
  return {
    optionOf(functionName) {
      // Folders for temporary files are swept now and then.
      if (!folder || !existsSync(folder)) folder = mkdtempSync(join(tmpdir(), fenceFolderStart))
      const file = join(folder, `${functionName}.cjs`)
      if (!existsSync(file)) {
        const config: FenceOfFunction = { ...fence, functionName, isOffline }
        writeFileSync(file, `const fence = ${JSON.stringify(config)}\n${fenceSource}`, { mode: 0o600 })
      }
      // Node reads quotes and backslashes there as JSON has them.
      return `--require ${JSON.stringify(file)}`
    },
    remove() {
      if (folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}
