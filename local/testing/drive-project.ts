import { dayMs, hourMs, minuteMs, secondMs } from '../../shared/errors/time'
import { demoOpenids, type Effect, type ListedFault, type LogEntry, type QuotaOptions } from '../emulator'
import { readExtended, writeExtended } from '../emulator/gateway/database/extended-json'
import type { DrivenEmulator } from '../emulator/start-emulator'
import type { TimerReport } from '../emulator/timers/timer-runner'
import type { Fault, FaultHandle, Handle, Project, ProjectDatabase, ProjectStorage } from './project'
import type { RunningFunctions } from './running-functions'
import { en } from './texts/en'
import { type AnsweredEntry, type CallOf, type MethodName, readCall, writeAnswer } from './typed-calls'

type Ask = DrivenEmulator['control']

/** The methods of a project that runs. */
export function driveProject(
  emulator: DrivenEmulator,
  functions: RunningFunctions,
  refusesSamples: boolean,
): Project {
  const { url, appid, secret, env } = emulator
  const samples = new ToldSamples(emulator.control)
  let closing: Promise<void> | undefined
  let resets = 0
  const ask: Ask = (...request) => {
    if (closing) return Promise.reject(new Error(en.closed))
    return emulator.control(...request)
  }
  const handle = (route: string): Handle => {
    const since = resets
    const lift = async () => {
      if (!closing && since === resets) await ask('DELETE', route)
    }
    return withDispose({ lift })
  }
  const project: Project = {
    url,
    appid,
    secret,
    env,
    emulator,
    options: { baseUrl: url, appid, secret },
    database: driveDatabase(ask),
    storage: driveStorage(ask),
    async invoke<Result>(name: string, event: unknown = {}, options: Parameters<Project['invoke']>[2] = {}) {
      if (closing) throw new Error(en.closed)
      const { openid = demoOpenids[0]!, unionid, appid: other = appid, source } = options
      const caller = {
        APPID: other,
        ...(openid !== null && { OPENID: openid }),
        ...(unionid !== undefined && { UNIONID: unionid }),
        ...(source !== undefined && { SOURCE: source }),
      }
      return (await functions.invoke({ name, data: event, caller })) as Result
    },
    async called<Name extends MethodName>(method: Name) {
      const entries = (await ask(
        'GET',
        `/__emu/calls?method=${encodeURIComponent(method)}`,
      )) as AnsweredEntry[]
      return entries.map(entry => readCall(method, entry)) as unknown as CallOf<Name>[]
    },
    log: async () => (await ask('GET', '/__emu/log')) as LogEntry[],
    effects: async () => (await ask('GET', '/__emu/effects')) as Effect[],
    async fault(fault) {
      const { ids } = (await ask('POST', '/__emu/faults', ruleOf(fault))) as { ids: [number] }
      const [id] = ids
      const since = resets
      return {
        id,
        ...handle(`/__emu/faults?id=${id}`),
        async applied() {
          const rules = since === resets ? ((await ask('GET', '/__emu/faults')) as ListedFault[]) : []
          return rules.find(rule => rule.id === id)?.used ?? 0
        },
      } satisfies FaultHandle
    },
    async answer(method, answer) {
      await ask('POST', '/__emu/answers', { [method]: writeAnswer(method, answer) })
      return handle(`/__emu/answers?method=${encodeURIComponent(method)}`)
    },
    async advance(time) {
      const moved = await ask('POST', '/__emu/clock', { advanceMs: millisecondsOf(time) })
      const { now, timers = [] } = moved as { now: number; timers?: TimerReport[] }
      return { now, timers }
    },
    async revoke(which = {}) {
      return ((await ask('POST', '/__emu/revoke', which)) as { revoked: number }).revoked
    },
    async quota(limits) {
      return (await ask(limits ? 'POST' : 'GET', '/__emu/quota', limits)) as QuotaOptions
    },
    async check() {
      const missing = await samples.untold()
      if (missing) throw missing
    },
    async reset({ functions: all = false } = {}) {
      if (closing) throw new Error(en.closed)
      const missing = refusesSamples ? await samples.untold() : undefined
      // At first: what still runs must not write into what comes after it.
      await functions.restart(all)
      await ask('POST', '/__emu/reset', {})
      samples.forget()
      resets += 1
      if (missing) throw missing
    },
    [dispose as typeof Symbol.asyncDispose]: () => project.close(),
    close() {
      closing ??= (async () => {
        const missing = refusesSamples ? await samples.untold() : undefined
        await Promise.all([functions.close(), emulator.close()])
        if (missing) throw missing
      })()
      return closing
    },
  }
  return project
}

// Node has it from version 18.18 on; before, nobody can write `using`.
const dispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')

const withDispose = ({ lift }: Pick<Handle, 'lift'>): Handle => ({
  lift,
  [dispose as typeof Symbol.asyncDispose]: lift,
})

const matchMembers: readonly string[] = ['path', 'method', 'caller', 'token', 'nth', 'times']

/** The rule of a fault, in the two parts that the emulator reads. */
function ruleOf(fault: Fault): object {
  const part = (isWanted: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(fault).filter(([name, value]) => value !== undefined && isWanted(name)))
  return {
    match: part(name => matchMembers.includes(name)),
    action: part(name => !matchMembers.includes(name)),
  }
}

const unitMs: { readonly [unit: string]: number } = { ms: 1, s: secondMs, m: minuteMs, h: hourMs, d: dayMs }

function millisecondsOf(time: unknown): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?) ?(ms|s|m|h|d)$/.exec(String(time)) ?? []
  const milliseconds = typeof time === 'number' ? time : Number(count) * (unitMs[unit!] ?? Number.NaN)
  if (Number.isFinite(milliseconds)) return milliseconds
  throw new Error(en.wrongTime)
}

/** Which methods had only a sample, each call told once. */
class ToldSamples {
  readonly #ask: Ask
  #told = new Map<string, number>()

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async untold(): Promise<Error | undefined> {
    const counts = (await this.#ask('GET', '/__emu/unhandled')) as { [method: string]: number }
    const calls = Object.entries(counts)
      .map(([method, count]) => [method, count - (this.#told.get(method) ?? 0)] as const)
      .filter(([, count]) => count > 0)
    this.#told = new Map(Object.entries(counts))
    return calls.length > 0 ? new Error(en.sampleOnly(calls)) : undefined
  }

  forget(): void {
    this.#told.clear()
  }
}

interface Listed {
  readonly collections: readonly { readonly name: string; readonly documents: readonly unknown[] }[]
}

function driveDatabase(ask: Ask): ProjectDatabase {
  async function dump(collection?: string) {
    const { collections } = (await ask('GET', '/__emu/database/documents')) as Listed
    const all = Object.fromEntries(
      collections.map(({ name, documents }) => [name, documents.map(one => readExtended(one, 0))]),
    )
    return collection === undefined ? all : (all[collection] ?? [])
  }
  return {
    async seed(given) {
      const isList = (documents: unknown) => Array.isArray(documents)
      if (typeof given !== 'object' || given === null || !Object.values(given).every(isList))
        throw new Error(en.documentsMustBeLists)
      const collections = Object.entries(given).map(([name, documents]) => ({
        name,
        documents: writeExtended(documents, false),
      }))
      const answer = await ask('POST', '/__emu/database/documents', { collections })
      // What the database refuses has the cloud's code.
      const { code, message } = answer as { code?: string; message?: string }
      if (code !== undefined) throw new Error(`${code}: ${message}`)
    },
    dump: dump as ProjectDatabase['dump'],
  }
}

function driveStorage(ask: Ask): ProjectStorage {
  return {
    async put(path, content) {
      const base64 = Buffer.from(content as Uint8Array).toString('base64')
      return ((await ask('POST', '/__emu/storage/files', { path, base64 })) as { fileID: string }).fileID
    },
    async get(file) {
      const found = await ask('GET', `/__emu/storage/files?file=${encodeURIComponent(file)}`)
      return found === null ? undefined : Buffer.from((found as { base64: string }).base64, 'base64')
    },
    list: async () => (await ask('GET', '/__emu/storage/files')) as { fileID: string; bytes: number }[],
  }
}
