import * as catalogue from '../../shared/catalogue'
import type { CatalogueNode } from '../../shared/schema/endpoint'
import { createPlatform } from './platform/platform'
import { closeServer, listen, loopbackAddress, makeServer } from './server/listen'
import type { Serving } from './server/serve'
import { type Account, createWorld } from './state/world'

/** How an emulator is started. */
export interface EmulatorOptions {
  /** The port to listen on; 0, the default, takes any that is free. */
  port?: number
  /** `127.0.0.1` (default), `localhost` or `::1`: the emulator serves this machine only. */
  host?: string
  /** The accounts that may ask for tokens; one demo account by default. Never give a real secret. */
  accounts?: readonly EmulatorAccount[]
  /** How many requests the log keeps, 1000 by default; the oldest are forgotten. */
  logSize?: number
}

/** An account that the emulator knows. */
export interface EmulatorAccount {
  appid: string
  secret: string
}

/** A running emulator. */
export interface Emulator {
  /** Where it answers, `http://127.0.0.1:12345`: the base URL for clients. */
  url: string
  /** The port it listens on. */
  port: number
  /** Appid of its first account. */
  appid: string
  /** Secret of its first account. */
  secret: string
  /** Stops it and ends all connections at once. May be called twice. */
  close(): Promise<void>
}

const demoAccount: Account = { appid: 'wxdemo0000000000', secret: 'demo-secret-that-is-not-one' }
const usualLogSize = 1_000

/**
 * Starts a stand-in for WeChat's server API on this machine. Point a client at its `url`.
 * @throws Error when host is not loopback, an account is not usable, or the port is taken (`code` EADDRINUSE)
 */
export const startEmulator = (options: EmulatorOptions = {}): Promise<Emulator> =>
  startEmulatorOf(catalogue, options)

/** The same for any rows, so that tests can try what no row of WeChat's has. */
export async function startEmulatorOf(rows: CatalogueNode, options: EmulatorOptions = {}): Promise<Emulator> {
  const address = loopbackAddress(options.host)
  const accounts = checkAccounts(options.accounts ?? [demoAccount])
  const logSize = checkLogSize(options.logSize ?? usualLogSize)
  const fresh = () => createWorld({ accounts, logSize })
  let port = 0
  const serving: Serving = {
    platform: createPlatform(rows),
    world: fresh(),
    reset() {
      serving.world = fresh()
    },
    port: () => port,
  }
  const server = makeServer(serving)
  port = await listen(server, options.port ?? 0, address)
  return {
    url: `http://${address === '::1' ? '[::1]' : address}:${port}`,
    port,
    appid: accounts[0]!.appid,
    secret: accounts[0]!.secret,
    close: () => closeServer(server),
  }
}

function checkAccounts(accounts: readonly EmulatorAccount[]): readonly Account[] {
  if (accounts.length === 0) throw new Error('the emulator needs at least one account')
  for (const { appid, secret } of accounts) {
    if (typeof appid !== 'string' || typeof secret !== 'string' || !appid || !secret) {
      throw new Error('each account of the emulator needs an appid and a secret')
    }
  }
  if (new Set(accounts.map(({ appid }) => appid)).size < accounts.length) {
    throw new Error('two accounts of the emulator have the same appid')
  }
  return accounts.map(({ appid, secret }) => ({ appid, secret }))
}

function checkLogSize(size: number): number {
  if (Number.isInteger(size) && size >= 0 && size <= 1_000_000) return size
  throw new Error('logSize must be a whole number from 0 to 1000000')
}
