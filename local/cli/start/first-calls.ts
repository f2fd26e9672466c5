import { createOpenapi } from '../../../shared'
import { demoOpenids, type Emulator, type LogEntry } from '../../emulator'
import type { Functions } from '../../functions/start-functions'
import { askEmulator } from './ask-emulator'

/** A call that shows at the start that everything works. */
export interface FirstCall {
  readonly method: string
  readonly params: object
}

/** One call as it went: what WeChat saw of it, and what came back. */
export interface Report extends FirstCall {
  /** The cloud function that made it; absent when the library did. */
  readonly through?: string
  /** The request as it reached the emulator; absent when none did. */
  readonly seen?: LogEntry
  readonly result: unknown
}

const operator = demoOpenids[0]!
/** The function that makes the calls, where there is one of this name. */
export const firstFunction = 'logistics'

/** Reads the accounts of the demo shop, and binds a printer. */
export const firstCalls: readonly FirstCall[] = [
  { method: 'logistics.getAllAccount', params: {} },
  {
    method: 'logistics.updatePrinter',
    params: { openid: operator, updateType: 'bind', tagidList: '123,456' },
  },
]

/**
 * The environment of the functions: the emulator instead of WeChat, for this library and for wx-server-sdk, and an
 * operator who may call.
 */
export const functionEnvironment = ({ env }: Emulator): Record<string, string> => ({
  ...env,
  OPENAPI_OPERATORS: operator,
})

/** Makes a call through function `logistics` as the demo operator, or through the library where there is none. */
export async function makeFirstCall(
  { method, params }: FirstCall,
  emulator: Emulator,
  functions: Functions,
): Promise<Report> {
  const through = functions.names().includes(firstFunction) ? firstFunction : undefined
  const result = through
    ? await functions.invoke({
        name: through,
        data: { method, params },
        caller: { OPENID: operator, SOURCE: 'wx_client', APPID: emulator.appid },
      })
    : await callThroughLibrary({ method, params }, emulator)
  const log = (await askEmulator(emulator.url, '/__emu/log')) as LogEntry[]
  return { method, params, through, result, seen: log.find(one => one.method === method) }
}

async function callThroughLibrary({ method, params }: FirstCall, emulator: Emulator): Promise<unknown> {
  const { appid, secret, url } = emulator
  return createOpenapi({ appid, secret, baseUrl: url }).call(method, params)
}
