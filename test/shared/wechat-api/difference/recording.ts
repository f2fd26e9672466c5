import { API } from '../../../../shared/wechat-api'
import { type Arrived, type StubServer, startStub } from '../../../support/stub-server'
import type { Case } from './cases'
import { removeFiles } from './files'

export type Library = { [name: string]: (...args: unknown[]) => unknown }
type Make = new (...args: unknown[]) => Library

const inAnHour = () => Date.now() + 3600_000
const weChat = /^https?:\/\/[a-z.]*weixin\.qq\.com/

/** Clocks stand still, since the signature of a card holds the time; everything else goes on. */
const moving = [
  'nextTick',
  'setImmediate',
  'clearImmediate',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'hrtime',
  'performance',
  'queueMicrotask',
] as const

/** A server that writes down what a library sends. Both libraries know one token, and one ticket of each kind. */
export async function startRecording() {
  jest.useFakeTimers({ now: new Date('2024-11-06T08:00:00Z'), doNotFake: [...moving] })
  process.env.WX_OPENAPI_RETIRED_WARNINGS = 'off'
  const server = await startStub(({ path }) =>
    path.endsWith('uploadvideo') ? { type: 'video', media_id: 'made', created_at: 1 } : undefined,
  )
  return {
    /** The requests of one call in callback style. */
    callback: (make: unknown, each: Case) =>
      requests(server, each, given => {
        const api = withCallbacks(make as Make, server)
        return new Promise(resolve => api[each.name]!(...given, resolve))
      }),
    /** The requests of one call in promise style. */
    promise: (make: unknown, each: Case) =>
      requests(server, each, given => withPromises(make as Make, server)[each.name]!(...given)),
    async close() {
      jest.useRealTimers()
      delete process.env.WX_OPENAPI_RETIRED_WARNINGS
      await server.close()
      removeFiles()
    },
  }
}

async function requests(
  server: StubServer,
  { args }: Case,
  run: (given: unknown[]) => unknown,
): Promise<Arrived[]> {
  server.arrived.length = 0
  await run(typeof args === 'function' ? args() : copy(args))
  return server.arrived.slice()
}

/** Arguments of their own for each call: the old libraries write into them. */
function copy(args: unknown[]): unknown[] {
  return args.map(arg => (Buffer.isBuffer(arg) || arg === undefined ? arg : structuredClone(arg)))
}

type Back = (...args: unknown[]) => void

function withCallbacks(Made: Make, server: StubServer): Library {
  const getToken = (back: Back) => back(null, { accessToken: 'known', expireTime: inAnHour() })
  const api = new Made('wxappid', 'appsecret', getToken, () => undefined)
  const members = api as unknown as { endpoint: string; fileServerPrefix: string }
  members.endpoint = server.url
  members.fileServerPrefix = `${server.url}/cgi-bin/`
  api.registerTicketHandle!(
    (_: unknown, back: Back) => back(null, { ticket: 'ticket', expireTime: inAnHour() }),
    (_: unknown, __: unknown, back: Back) => back(null),
  )
  return api
}

function withPromises(Made: Make, server: StubServer): Library {
  const getToken = async () => ({ accessToken: 'known', expireTime: inAnHour() })
  const api = new Made('wxappid', 'appsecret', getToken, async () => undefined)
  if (api instanceof API) (api as API).endpoint = server.url
  else {
    // Many of its URLs are written out, so they are turned to the server on their way.
    const request = api.request!
    api.request = function (this: unknown, url: unknown, ...rest: unknown[]) {
      return request.call(this, String(url).replace(weChat, server.url), ...rest)
    }
  }
  api.registerTicketHandle!(
    async () => ({ ticket: 'ticket', expireTime: inAnHour() }),
    async () => undefined,
  )
  return api
}

/** What stands for a case in a report. */
export function title({ name, args, mend }: Case): string {
  const shown = typeof args === 'function' ? '…' : args.map(arg => JSON.stringify(arg)).join(', ')
  return `${name}(${shown.slice(0, 60)})${mend ? `: ${mend.because}` : ''}`
}
