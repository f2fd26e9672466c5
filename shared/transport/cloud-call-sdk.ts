import * as nodeModule from 'node:module'
import { MissingDependencyError } from '../errors/missing-dependency-error'

/** A method of wx-server-sdk, or what leads to it. */
type Callable = ((params: object) => Promise<Record<string, unknown>>) & { readonly [name: string]: Callable }

/** As much of wx-server-sdk as cloud calls need. */
export interface CloudSdk {
  openapi(options: { convertCase: false; appid?: string }): Callable
}

interface LoadedSdk extends CloudSdk {
  readonly DYNAMIC_CURRENT_ENV?: unknown
  init(options: object): void
  createNewInstance?(options: object): CloudSdk
}

type Require = (name: string) => unknown

/** A `require` that no bundler recognises, so that wx-server-sdk is never packed into a function unasked. */
function requireFrom(file: string): Require {
  const { createRequire, createRequireFromPath } = nodeModule as typeof nodeModule & {
    // What node 10 has instead.
    createRequireFromPath?: (path: string) => Require
  }
  return createRequire ? (createRequire(file) as Require) : createRequireFromPath!(file)
}

/** Where this library is; CommonJS and ESM tell it in two ways. */
const ownFile = (): string => (typeof __filename === 'string' ? __filename : import.meta.url)

const sdk = 'wx-server-sdk'

/**
 * Loads the wx-server-sdk that is installed beside this library, or in the folder where the process runs, and makes an
 * instance of it for the current environment, so that the one which the user sets up is left alone.
 * @throws MissingDependencyError when it is not installed
 */
export function openCloudSdk(method: string): CloudSdk {
  const loaded = load(method)
  const options = { env: loaded.DYNAMIC_CURRENT_ENV }
  if (loaded.createNewInstance) return loaded.createNewInstance(options)
  // Older versions have one instance for everybody; there, only the first init counts.
  loaded.init(options)
  return loaded
}

function load(method: string): LoadedSdk {
  for (const file of [ownFile(), `${process.cwd()}/index.js`]) {
    try {
      return requireFrom(file)(sdk) as LoadedSdk
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  throw new MissingDependencyError({
    method,
    what: "transport: 'cloud' needs wx-server-sdk, which is not installed",
    fix: 'run npm install wx-server-sdk in the folder of the function, and upload it with its dependencies',
  })
}

/** Whether wx-server-sdk itself is not there; one of its own dependencies is another matter. */
const isMissing = (error: unknown): boolean =>
  (error as { code?: unknown }).code === 'MODULE_NOT_FOUND' &&
  String((error as Error).message)
    .split('\n')[0]!
    .indexOf(`'${sdk}'`) >= 0
