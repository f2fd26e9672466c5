import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleScript } from '../../support/bundle'
import type { Order, Report, WorkerConfig } from './fleet-worker'
import { type RedisServer, startRedis } from './redis-server'

/** A process of its own that makes calls when it is told to. */
export interface Worker {
  readonly child: ChildProcess
  order(order: Order): Promise<Report>
}

let bundle: Promise<{ file: string; remove(): void }> | undefined

/** Starts one process; the script is bundled with the first. */
export async function startWorker(config: WorkerConfig): Promise<Worker> {
  bundle ??= bundleScript("import { work } from './test/reliability/support/fleet-worker'\nwork()")
  const { file } = await bundle
  const child = fork(file, [JSON.stringify(config)], { env: { PATH: process.env.PATH } })
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (said !== 'ready') throw new Error('the worker did not start')
  return {
    child,
    async order(order) {
      const answered = once(child, 'message')
      child.send(order)
      const [report] = await answered
      return report
    },
  }
}

/** Removes what the workers ran from. */
export async function removeBundle(): Promise<void> {
  ;(await bundle)?.remove()
  bundle = undefined
}

/** Several processes that share a store. */
export interface Fleet {
  readonly workers: Worker[]
  readonly redis?: RedisServer
  readonly store: WorkerConfig['store']
  /** All of them at once; their reports as one. */
  order(order: Order): Promise<Report>
  stop(): Promise<void>
}

export type StoreKind = 'file' | 'ioredis' | 'redis'

export async function startFleet(
  size: number,
  kind: StoreKind | undefined,
  config: Omit<WorkerConfig, 'store'>,
): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-fleet-'))
  const redis = kind && kind !== 'file' ? await startRedis() : undefined
  const store: WorkerConfig['store'] =
    kind === undefined
      ? undefined
      : kind === 'file'
        ? { kind, path: join(folder, 'tokens') }
        : { kind, port: redis!.port }
  const workers = await Promise.all(
    Array.from({ length: size }, () => startWorker({ ...config, ...(store && { store }) })),
  )
  return {
    workers,
    redis,
    store,
    order: async order => sum(await Promise.all(workers.map(worker => worker.order(order)))),
    async stop() {
      for (const { child } of workers) child.kill('SIGKILL')
      await redis?.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * How many processes found their store too slow, as happens on a busy machine: each goes on without it, and asks for
 * tokens by itself.
 */
export const lateIn = ({ warnings }: Report): number =>
  warnings.filter(text => text.includes('does not answer')).length

export function sum(reports: Report[]): Report {
  const total: Report = { ok: 0, failures: {}, events: {}, warnings: [], rss: 0 }
  for (const { ok, failures, events, warnings, rss } of reports) {
    total.ok += ok
    total.rss = Math.max(total.rss, rss)
    total.warnings.push(...warnings)
    for (const [from, into] of [
      [failures, total.failures],
      [events, total.events],
    ] as const) {
      for (const [name, count] of Object.entries(from)) into[name] = (into[name] ?? 0) + count
    }
  }
  return total
}
