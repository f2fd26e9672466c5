// Runs in a process of its own: the untouched wx-server-sdk through the gateway of one emulator, our library over HTTPS
// to another one, of the same state. Reads samples from its parent and tells what came of each.
import { Agent } from 'node:https'
import { inspect } from 'node:util'
import { type Emulator, startEmulator } from '../../local/emulator'
import { createOpenapi } from '../../shared/index'
import type { Sample } from './plan'

type Members = Record<string, unknown>
type Call = (params: Members) => Promise<unknown>

/** What came of one call, as a user sees it. */
export interface Seen {
  readonly result?: unknown
  readonly error?: { errCode: unknown; errMsg: unknown }
  readonly inspected?: string
}

/** What came of a sample on both sides: what the user saw, and what WeChat saw. */
export interface Pair {
  readonly theirs: Seen
  readonly ours: Seen
  readonly theirRequest: unknown
  readonly ourRequest: unknown
}

const atOnce = 6

async function main(samples: readonly Sample[], repository: string): Promise<Pair[]> {
  const options = { logSize: 2_000, clock: '2030-01-01T00:00:00Z' }
  const cloudSide = await startEmulator(options)
  const httpsSide = await startEmulator({ ...options, tls: 'good' })
  Object.assign(process.env, cloudSide.env)
  const sdk = require(require.resolve('wx-server-sdk', { paths: [repository] }))
  sdk.init({ env: 'local' })
  const agent = new Agent({ ca: httpsSide.ca, keepAlive: true })
  const { appid, secret } = httpsSide
  const openapi = createOpenapi({
    appid,
    secret,
    agent,
    baseUrl: httpsSide.tls.good!.url,
    payAppKey: 'demo-pay-app-key',
    sessionKey: 'ZGVtby1zZXNzaW9uLWtleQ==',
  })
  // The token is fetched before the faults are there.
  await openapi.logistics.getPrinter()
  const run = async (sample: Sample): Promise<Pair> => {
    const faults = await Promise.all([cloudSide, httpsSide].map(lay(sample)))
    const caseOption = { convertCase: sample.spelling === 'camel' }
    const [theirs, ours] = await Promise.all([
      see(sdk.openapi(caseOption), sample),
      see(openapi(caseOption), sample),
    ])
    const [theirRequest, ourRequest] = await Promise.all([cloudSide, httpsSide].map(lastOf(sample)))
    for (const take of faults) await take()
    return { theirs, ours, theirRequest, ourRequest }
  }
  const pairs: Pair[] = new Array(samples.length)
  // Samples of one path go one after the other, so that each meets its own answer.
  const queues = [...group(samples)]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let queue = queues.pop(); queue; queue = queues.pop()) {
        for (const at of queue) pairs[at] = await run(samples[at])
      }
    }),
  )
  await Promise.all([cloudSide.close(), httpsSide.close()])
  agent.destroy()
  return pairs
}

function group(samples: readonly Sample[]): number[][] {
  const byPath = new Map<string, number[]>()
  samples.forEach(({ http }, at) => {
    byPath.set(http, [...(byPath.get(http) ?? []), at])
  })
  return [...byPath.values()]
}

const control = async (emulator: Emulator, method: string, path: string, json?: unknown): Promise<any> => {
  const init = method === 'GET' ? {} : { method, body: JSON.stringify(json ?? {}), headers: type }
  return (await fetch(`${emulator.url}/__emu/${path}`, init)).json()
}
const type = { 'content-type': 'application/json' }

/** Lays down the answer of a sample; gives what takes it away again. */
const lay =
  ({ name, answer }: Sample) =>
  async (emulator: Emulator) => {
    const fault = { match: { method: name, times: 1 }, action: answer }
    const { ids } = await control(emulator, 'POST', 'faults', fault)
    return () => control(emulator, 'DELETE', `faults?id=${ids[0]}`)
  }

const newest = new Map<string, number>()

/** The request as WeChat saw it, without what belongs to the way. */
const lastOf =
  ({ http }: Sample) =>
  async (emulator: Emulator): Promise<unknown> => {
    const path = http.slice(http.indexOf('/'))
    const entries = await control(emulator, 'GET', `log?path=${encodeURIComponent(path)}&last=1`)
    const [entry] = entries
    // The same entry as before: nothing arrived since.
    const key = `${emulator.port} ${http}`
    if (!entry || entry.seq === newest.get(key)) return 'no request arrived'
    newest.set(key, entry.seq)
    const { verb, query, body, status, errcode } = entry
    return { verb, path, query, body, status, errcode }
  }

async function see(target: unknown, { name, params }: Sample): Promise<Seen> {
  let call = target as Record<string, unknown>
  for (const part of name.split('.')) call = call[part] as Record<string, unknown>
  try {
    const result = await (call as unknown as Call)(revive(params) as Members)
    return { result: freeze(result), inspected: inspect(sorted(result), { depth: 20 }) }
  } catch (error) {
    const { errCode, errMsg } = error as { errCode: unknown; errMsg: unknown }
    return { error: { errCode, errMsg } }
  }
}

/** Bytes, as they come out of a sample. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive)
  if (typeof value !== 'object' || value === null) return value
  const { $bytes } = value as { $bytes?: string }
  if ($bytes !== undefined) return Buffer.from($bytes, 'base64')
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revive(one)]))
}

/** Bytes, so that they survive the way to the parent. */
function freeze(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { $bytes: value.toString('base64') }
  if (Array.isArray(value)) return value.map(freeze)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, freeze(one)]))
}

function sorted(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}

/** Waits for the samples, and tells what came of them. */
export function takeSamples(): void {
  process.once('message', ({ samples, repository }: { samples: Sample[]; repository: string }) => {
    main(samples, repository).then(
      pairs => process.send!(JSON.stringify(pairs), () => process.exit()),
      error => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}
