import { loadSdk } from './load-sdk'

/** A method of wx-server-sdk, or what leads to it. */
type Callable = ((params: object) => Promise<Record<string, unknown>>) & { readonly [name: string]: Callable }

/** As much of wx-server-sdk as cloud calls need. */
export interface CloudSdk {
  openapi(options: { convertCase: false; appid?: string }): Callable
}

interface InstalledSdk extends CloudSdk {
  readonly DYNAMIC_CURRENT_ENV?: unknown
  init(options: object): void
  createNewInstance?(options: object): CloudSdk
}

/**
 * Loads the installed wx-server-sdk, and makes an instance of it for the current environment, so that the one which the
 * user sets up is left alone.
 * @throws MissingDependencyError when it is not installed
 */
export function openCloudSdk(method: string): CloudSdk {
  const loaded = loadSdk("transport: 'cloud'", method) as unknown as InstalledSdk
  const options = { env: loaded.DYNAMIC_CURRENT_ENV }
  if (loaded.createNewInstance) return loaded.createNewInstance(options)
  // Older versions have one instance for everybody; there, only the first init counts.
  loaded.init(options)
  return loaded
}
