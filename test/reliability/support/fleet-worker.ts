import { createRequire } from 'node:module'
import { createOpenapi, isOpenapiError, type OpenapiOptions } from '../../../shared'
import { fileStore, redisStore, type TokenStore } from '../../../shared/stores'

/** What a worker is told when it starts. */
export interface WorkerConfig {
  url: string
  auth: 'stable' | 'classic'
  store?: { kind: 'file'; path: string } | { kind: 'ioredis' | 'redis'; port: number }
  options?: OpenapiOptions
  /** How far the clock on its wall is off, in milliseconds. */
  skewMs?: number
}

/** What it is told to do then. */
export type Order =
  | { do: 'calls'; count: number; spreadMs?: number; method?: string; timeoutMs?: number }
  | { do: 'skew'; ms: number }

/** What came of it. */
export interface Report {
  ok: number
  failures: { [said: string]: number }
  events: { [name: string]: number }
  warnings: string[]
  rss: number
}

const require = createRequire(`${process.cwd()}/package.json`)

async function openStore(config: WorkerConfig['store']): Promise<TokenStore | undefined> {
  if (!config) return undefined
  if (config.kind === 'file') return fileStore(config.path)
  if (config.kind === 'ioredis') {
    const IoRedis = require('ioredis').default
    const client = new IoRedis(config.port, '127.0.0.1', { retryStrategy: () => 50 })
    client.on('error', () => undefined)
    return redisStore(client)
  }
  const { createClient } = require('redis')
  const client = createClient({
    url: `redis://127.0.0.1:${config.port}`,
    socket: { reconnectStrategy: () => 50 },
  })
  client.on('error', () => undefined)
  await client.connect()
  return redisStore(client)
}

const paramsOf: { [method: string]: object } = { updatePrinter: { openid: 'o', updateType: 'bind' } }

/** What the process does until it is killed. */
export async function work(): Promise<void> {
  const config: WorkerConfig = JSON.parse(process.argv[2]!)
  let skewMs = config.skewMs ?? 0
  const { now } = Date
  Date.now = () => now() + skewMs
  const events: Report['events'] = {}
  const warnings: string[] = []
  const count = (name: string) => {
    events[name] = (events[name] ?? 0) + 1
  }
  const openapi = createOpenapi({
    appid: 'wx1234567890',
    secret: 'a-secret-of-32-letters-012345678',
    baseUrl: config.url,
    auth: config.auth,
    store: await openStore(config.store),
    onRequest: () => count('request'),
    onRetry: () => count('retry'),
    onTokenRefresh: ({ from }) => count(`refresh from ${from}`),
    onWarning: ({ kind, message }) => warnings.push(`${kind}: ${message}`),
    ...config.options,
  })

  const call = async (method: string, timeoutMs: number): Promise<string> => {
    try {
      await openapi.call(`logistics.${method}`, paramsOf[method], { timeoutMs })
      return 'ok'
    } catch (error) {
      return isOpenapiError(error) ? `${error.name} ${error.errCode}: ${error.errMsg}` : String(error)
    }
  }

  process.on('message', async (order: Order) => {
    if (order.do === 'skew') {
      skewMs += order.ms
      return process.send!({})
    }
    const { spreadMs = 0, method = 'getAllDelivery', timeoutMs = 20_000 } = order
    const calls = Array.from({ length: order.count }, async (_, at) => {
      if (spreadMs > 0) await new Promise(resolve => setTimeout(resolve, (at * spreadMs) / order.count))
      return call(method, timeoutMs)
    })
    const report: Report = { ok: 0, failures: {}, events, warnings, rss: process.memoryUsage().rss }
    for (const said of await Promise.all(calls)) {
      if (said === 'ok') report.ok += 1
      else report.failures[said] = (report.failures[said] ?? 0) + 1
    }
    process.send!(report)
  })
  process.on('disconnect', () => process.exit())
  process.send!('ready')
}
