import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fenceSource } from '../generated/fence-source'
import type { Fence, FenceOfFunction } from './fence'

/** The files by which the processes of functions get their fence; node loads a program before all others from a file only. */
export interface PreloadFiles {
  /** The option of node that loads the fence of a function. */
  optionOf(functionName: string): string
  /** Takes the files away. */
  remove(): void
}

/** Makes them in a folder of this user's own. No secret is in them: the key of the certificate stays with the emulator. */
export function preloadFiles(fence: Fence, isOffline: boolean): PreloadFiles {
  let folder: string | undefined
  const written = new Map<string, string>()
  const write = (functionName: string): string => {
    folder ??= realpathSync(mkdtempSync(join(tmpdir(), 'wx-openapi-fence-')))
    const file = join(folder, `${functionName}.cjs`)
    const config: FenceOfFunction = { ...fence, functionName, isOffline }
    writeFileSync(file, `const fence = ${JSON.stringify(config)}\n${fenceSource}`, { mode: 0o600 })
    return file
  }
  return {
    optionOf(functionName) {
      const file = written.get(functionName) ?? write(functionName)
      written.set(functionName, file)
      // In quotes, where a backslash would count as a sign of its own.
      return `--require "${file.replace(/\\/g, '/')}"`
    },
    remove() {
      if (folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}
