import { API } from '../../../shared/wechat-api'
import { type Arrived, type Reply, type StubServer, startStub } from '../../support/stub-server'

export const secret = 'appsecret-0123456789abcdef'

/** A server whose answers a test writes, and an instance that calls it. */
export interface Opened {
  server: StubServer
  api: API
  /** Another instance with functions of its own. */
  another(...args: unknown[]): API
  close(): Promise<void>
}

/** Opens both; `answer` says what the server answers, `undefined` for success. */
export async function open(answer: (request: Arrived, count: number) => Reply | undefined): Promise<Opened> {
  const server = await startStub(answer)
  const another = (...args: unknown[]): API => {
    const api = new API('wxappid', secret, ...(args as []))
    api.endpoint = server.url
    return api
  }
  return { server, api: another(), another, close: () => server.close() }
}

/** What a callback was called with, each time. */
export function called(run: (callback: (...args: unknown[]) => void) => void): Promise<unknown[]> {
  return new Promise(resolve => run((...args) => resolve(args)))
}

/** What a promise was rejected with. */
export async function rejection(work: Promise<unknown>): Promise<Error & { [member: string]: unknown }> {
  return work.then(
    value => {
      throw new Error(`should have failed, gave ${JSON.stringify(value)}`)
    },
    error => error,
  )
}

export const inAnHour = (): number => Date.now() + 3600_000
export const anHourAgo = (): number => Date.now() - 3600_000
