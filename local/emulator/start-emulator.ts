import { readFileSync } from 'node:fs'
import * as catalogue from '../../shared/catalogue'
import { ConfigError } from '../../shared/errors/config-error'
import type { CatalogueNode } from '../../shared/schema/endpoint'
import type { Fence } from '../functions/fence/fence'
import { control } from './control/control'
import type { ControlVerb } from './control/control-routes'
import { createWorld } from './create-world'
import type { DataFolder } from './data/data-folder'
import type { SeedFile } from './data/read-seed'
import { openFence } from './fence/open-fence'
import type { Backing } from './gateway/database/backing'
import { cloudEnvironment } from './gateway/environment'
import { createGateway, gatewayPath } from './gateway/gateway'
import { FileServer } from './gateway/storage/file-server'
import { MemoryShelf, type Shelf } from './gateway/storage/shelf'
import { openFunctionServer } from './http/function-server'
import { type EmulatorOptions, readTls, readWorldOptions, type TlsKind } from './options'
import { createPlatform } from './platform/platform'
import { playCalls } from './play-calls'
import { openProfile } from './profiles/open-profile'
import { closeServer, listen, loopbackAddresses, makeServer, urlAt } from './server/listen'
import { splitUrl } from './server/serve'
import type { Serving } from './server/serving'
import type { World } from './state/world'
import { TimerRunner } from './timers/timer-runner'
import { openTls, type TlsListener } from './tls/listeners'

/** A running emulator. */
export interface Emulator {
  /** The base URL for clients, `http://127.0.0.1:12345`. */
  url: string
  /** The port it listens on. */
  port: number
  /** The address of the cloud gateway, for wx-server-sdk and tcb-admin-node. */
  gatewayUrl: string
  /**
   * The environment variables with which an unmodified wx-server-sdk or tcb-admin-node reaches the gateway, and this
   * library reaches `url` with the first account.
   */
  env: Record<string, string>
  /** Appid of its first account. */
  appid: string
  /** Secret of its first account. */
  secret: string
  /** The TLS listeners that were requested. */
  tls: { readonly [K in TlsKind]?: TlsListener }
  /** The certificate, in PEM, of the authority that signed the one of the listener `good`. */
  ca: string
  /** Where the functions answer requests of HTTP, if that was requested; the name of a function follows as its path. */
  httpUrl?: string
  /** Where it plays WeChat's own hosts, if that was requested: for the option of that name of `startFunctions`. */
  fence?: Fence
  /** Stops it and closes all connections at once. May be called twice. */
  close(): Promise<void>
}

/**
 * Starts an emulator of WeChat's server API on this machine. Point a client at its `url`.
 * @throws Error when an option is not valid, host is not loopback, or the port is taken (`code` EADDRINUSE)
 */
export const startEmulator = (options: EmulatorOptions = {}): Promise<Emulator> =>
  startEmulatorOf(catalogue, options)

/** What an emulator keeps beyond the process, and begins with. Without it all is in memory, as in tests. */
export interface Kept extends Pick<Backing, 'findCollection'> {
  /** Open; the emulator does not close it. */
  readonly data?: DataFolder
  /** Files that the storage has at the start, and after each reset. */
  readonly files?: readonly SeedFile[]
}

/** An emulator that its own process drives without a socket, so that nothing which plays the network gets in the way. */
export interface DrivenEmulator extends Emulator {
  /**
   * Asks one of its own routes, and gives what the JSON of the response holds.
   * @throws Error with the text of the response when the request is wrong
   */
  control(verb: ControlVerb, target: string, json?: unknown): Promise<unknown>
}

/** The same with any rows, so that tests can try what no row of WeChat has, and with what a folder keeps. */
export async function startEmulatorOf(
  rows: CatalogueNode,
  options: EmulatorOptions = {},
  { data, files = [], findCollection }: Kept = {},
): Promise<DrivenEmulator> {
  const addresses = loopbackAddresses(options.host)
  const platform = createPlatform(rows)
  const { calls = [] } = options
  let shelf: Shelf = data?.files ?? new MemoryShelf()
  const worldOptions = {
    ...readWorldOptions(options, platform.firstNameOf),
    routesAt: platform.routesAt,
    prepare: (world: World) => playCalls(calls, platform, world),
    backing: { keeper: data?.database, findCollection },
    shelf: () => shelf,
    profile: options.profile === undefined ? undefined : openProfile(options.profile, platform.find),
  }
  const kinds = readTls(options.tls)
  let port = 0
  const urlOf = () => urlAt('http', addresses, port)
  const fileServer = new FileServer(addresses, () => serving.world.files)
  const serving: Serving = {
    platform,
    gateway: createGateway(platform, options, { url: urlOf, fileServer }),
    functions: options.functions,
    onLog: options.onLog,
    timers: new TimerRunner(options, () => serving.world),
    world: createWorld(worldOptions),
    reset() {
      const { database, watches } = serving.world
      data?.clear()
      if (!data) shelf = new MemoryShelf()
      serving.world = createWorld(worldOptions)
      serving.timers.begin()
      watches.closeAll()
      database.passOn(serving.world.database)
      fill(shelf, files)
    },
  }
  serving.timers.begin()
  fill(shelf, files)
  const server = makeServer(serving, { scheme: 'http', port: () => port })
  port = await listen(server, options.port ?? 0, addresses)
  const tls = kinds.length > 0 ? await openTls(kinds, serving, addresses) : undefined
  const url = urlOf()
  const { appid, secret } = worldOptions.accounts[0]!
  const gatewayUrl = url + gatewayPath
  const fence = options.fence ? await openFence(serving, gatewayUrl) : undefined
  const beside = port < 65_534 ? port + 2 : 0
  const http = options.http && (await openFunctionServer(serving, options.http, { addresses, beside }))
  if (options.liveTimers) serving.timers.live()
  return {
    url,
    port,
    gatewayUrl,
    env: cloudEnvironment({ url, gatewayUrl, appid, secret, hasFence: fence !== undefined }),
    appid,
    secret,
    tls: tls?.of ?? {},
    ca: tls?.ca ?? '',
    ...(http && { httpUrl: http.url }),
    ...(fence && { fence: { port: fence.port, certificate: fence.certificate, gatewayUrl } }),
    async control(verb, target, json) {
      const body = Buffer.from(json === undefined ? '' : JSON.stringify(json))
      const asked = { verb, ...splitUrl(target), contentType: 'application/json', body, accept: '', url }
      const reply = await control(asked, serving)
      const text = String(reply.body)
      if (reply.status !== 200) throw new Error(text.trim())
      return JSON.parse(text)
    },
    async close() {
      serving.timers.close()
      await Promise.all([
        closeServer(server),
        tls?.close(),
        fence?.close(),
        http?.close(),
        fileServer.close(),
      ])
      serving.world.watches.closeAll()
      await serving.world.database.close()
    },
  }
}

/** Puts files where there are none of their names yet. */
function fill(shelf: Shelf, files: readonly SeedFile[]): void {
  for (const { place, path } of files) {
    try {
      if (shelf.sizeOf(place) === undefined) shelf.write(place, readFileSync(path))
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message
      throw new ConfigError({ what: `the file ${path} of the seed cannot be kept: ${why}`, cause: error })
    }
  }
}
