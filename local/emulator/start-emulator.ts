import * as catalogue from '../../shared/catalogue'
import type { CatalogueNode } from '../../shared/schema/endpoint'
import { createWorld } from './create-world'
import { cloudEnvironment } from './gateway/environment'
import { createGateway, gatewayPath } from './gateway/gateway'
import { type EmulatorOptions, readTls, readWorldOptions } from './options'
import { createPlatform } from './platform/platform'
import { playCalls } from './play-calls'
import { openProfile } from './profiles/open-profile'
import { closeServer, listen, loopbackAddresses, makeServer } from './server/listen'
import type { Serving } from './server/serving'
import type { World } from './state/world'
import type { TlsKind } from './tls/kinds'
import { openTls, type TlsListener } from './tls/listeners'

/** A running emulator. */
export interface Emulator {
  /** Where it answers, `http://127.0.0.1:12345`: the base URL for clients. */
  url: string
  /** The port it listens on. */
  port: number
  /** Where wx-server-sdk and tcb-admin-node find WeChat's cloud. */
  gatewayUrl: string
  /**
   * The variables that a process needs: for an untouched wx-server-sdk or tcb-admin-node to reach the gateway, for our
   * library to reach `url` with the first account.
   */
  env: Record<string, string>
  /** Appid of its first account. */
  appid: string
  /** Secret of its first account. */
  secret: string
  /** The listeners for TLS that were asked for. */
  tls: { readonly [K in TlsKind]?: TlsListener }
  /** The certificate, in PEM, of the authority that signed the good listener's. */
  ca: string
  /** Stops it and ends all connections at once. May be called twice. */
  close(): Promise<void>
}

/**
 * Starts a stand-in for WeChat's server API on this machine. Point a client at its `url`.
 * @throws Error when an option cannot be used, host is not loopback, or the port is taken (`code` EADDRINUSE)
 */
export const startEmulator = (options: EmulatorOptions = {}): Promise<Emulator> =>
  startEmulatorOf(catalogue, options)

/** The same for any rows, so that tests can try what no row of WeChat's has. */
export async function startEmulatorOf(rows: CatalogueNode, options: EmulatorOptions = {}): Promise<Emulator> {
  const addresses = loopbackAddresses(options.host)
  const [address] = addresses
  const platform = createPlatform(rows)
  const { calls = [] } = options
  const worldOptions = {
    ...readWorldOptions(options, platform.firstNameOf),
    routesAt: platform.routesAt,
    prepare: (world: World) => playCalls(calls, platform, world),
    profile: options.profile === undefined ? undefined : openProfile(options.profile, platform.find),
  }
  const kinds = readTls(options.tls)
  let port = 0
  const serving: Serving = {
    platform,
    gateway: createGateway(platform, options),
    functions: options.functions,
    world: createWorld(worldOptions),
    reset() {
      const { database, watches } = serving.world
      serving.world = createWorld(worldOptions)
      watches.closeAll()
      database.close()
    },
  }
  const server = makeServer(serving, { scheme: 'http', port: () => port })
  port = await listen(server, options.port ?? 0, addresses)
  const tls = kinds.length > 0 ? await openTls(kinds, serving, addresses) : undefined
  const url = `http://${address === '::1' ? '[::1]' : address}:${port}`
  const { appid, secret } = worldOptions.accounts[0]!
  const gatewayUrl = url + gatewayPath
  return {
    url,
    port,
    gatewayUrl,
    env: cloudEnvironment({ url, gatewayUrl, appid, secret }),
    appid,
    secret,
    tls: tls?.of ?? {},
    ca: tls?.ca ?? '',
    async close() {
      await Promise.all([closeServer(server), tls?.close()])
      serving.world.watches.closeAll()
      await serving.world.database.close()
    },
  }
}
