import * as nodeModule from 'node:module'
import { MissingDependencyError } from '../errors/missing-dependency-error'

/** wx-server-sdk as it is installed: its members, by name. */
export type LoadedSdk = Record<string, unknown>

const sdk = 'wx-server-sdk'

type Require = (name: string) => unknown

/** A `require` that no bundler recognises, so that wx-server-sdk is never packed into a function unasked. */
function requireFrom(file: string): Require {
  const { createRequire, createRequireFromPath } = nodeModule as typeof nodeModule & {
    // What node 10 has instead.
    createRequireFromPath?: (path: string) => Require
  }
  if (createRequire) return createRequire(file) as Require
  return createRequireFromPath!(file)
}

/** Where this library is; CommonJS and ESM tell it in two ways. */
const ownFile = (): string => (typeof __filename === 'string' ? __filename : import.meta.url)

/**
 * Loads the wx-server-sdk that is installed beside this library, or in the folder where the process runs.
 * @param who what needs it, `cloud.database`, for the message
 * @throws MissingDependencyError when it is not installed
 */
export function loadSdk(who: string, method?: string): LoadedSdk {
  for (const file of [ownFile(), `${process.cwd()}/index.js`]) {
    try {
      return requireFrom(file)(sdk) as LoadedSdk
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  throw new MissingDependencyError({
    method,
    what: `${who} needs wx-server-sdk, which is not installed`,
    fix: 'run npm install wx-server-sdk in the folder of the function, and upload it with its dependencies',
  })
}

/** Whether wx-server-sdk itself is not there; one of its own dependencies is another matter. */
const isMissing = (error: unknown): boolean =>
  (error as { code?: unknown }).code === 'MODULE_NOT_FOUND' &&
  String((error as Error).message)
    .split('\n')[0]!
    .indexOf(`'${sdk}'`) >= 0
