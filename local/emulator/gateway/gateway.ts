import { randomUUID } from 'node:crypto'
import { refusedAction } from '../../functions/fence/fence'
import type { FaultAction } from '../faults/fault-rule'
import type { EmulatorOptions } from '../options'
import { isMembers, type Members } from '../platform/members'
import type { Platform } from '../platform/platform'
import { type Reply, textReply } from '../server/reply'
import { writeApiAnswer } from './api-messages'
import { callApi, callOpenApi } from './call-open-api'
import { isDatabaseAction, runDatabaseAction } from './database/run-action'
import { GatewayFault, readFields } from './fields'
import type { CloudCaller, Gateway, GatewayAnswer, GatewayCall } from './gateway-call'
import { invokeFunction } from './invoke-function'
import { callPay } from './pay/pay-api'
import { isStorageAction, isUploadPath, runStorageAction, takeUpload } from './storage/actions'
import { type FileAddresses, largestFile } from './storage/cloud-files'

/** The path of the cloud gateway; the name of the function that calls may follow it. */
export const gatewayPath = '/__cloud'

/** The hosts at which tcb-admin-node looks for the cloud, when it is sent here as through a proxy. */
const cloudHost = /^http:\/\/tcb-(admin|open)\.tencentyun\.com\/admin(?=\?|$)/

export const isGatewayPath = (path: string): boolean =>
  path === gatewayPath || path.startsWith(`${gatewayPath}/`) || isUploadPath(path)

/** The largest body at a path of the gateway's, in bytes, where it is another than elsewhere: a form adds some. */
export const largestBodyAt = (path: string): number | undefined =>
  isUploadPath(path) ? largestFile + 64 * 1024 : undefined

/** The gateway's own URL in the place of the cloud's; any other URL as it is. */
export const asGatewayUrl = (url: string): string => url.replace(cloudHost, gatewayPath)

/** The ways into the emulator, known once it listens. */
interface Ways {
  url(): string
  readonly fileServer: FileAddresses
}

/** Makes the gateway of an emulator. */
export function createGateway(platform: Platform, options: EmulatorOptions, ways: Ways): Gateway {
  const refused = new RefusedConnections()
  const { fileServer } = ways
  return {
    fileOrigin: () => fileServer.origin(),
    async askStorage(fields, user, world) {
      const url = ways.url()
      if (!isStorageAction(fields.action)) throw unknownAction(fields.action)
      const call = { fields, user, caller: {}, platform, options, world, url, fileServer }
      return runStorageAction(fields.action, call)
    },
    async answer(request, world) {
      if (isUploadPath(request.path) && /^(POST|PUT)$/.test(request.verb)) {
        return { reply: takeUpload(request, world) }
      }
      if (request.verb !== 'POST') return { reply: textReply(405, 'The cloud gateway takes POST.') }
      try {
        const fields = readFields(request.contentType, request.body)
        if (fields.action === refusedAction) {
          refused.note({ fields, options })
          return { reply: jsonReply({}) }
        }
        const caller = readCaller(request, fields.values)
        return await perform({ fields, caller, platform, options, world, url: ways.url(), fileServer })
      } catch (error) {
        if (error instanceof GatewayFault) return { reply: faultReply(error.code, error.message) }
        return { reply: faultReply('SYS_ERR', `the emulator failed: ${(error as Error)?.message}`) }
      }
    },
  }
}

async function perform(call: GatewayCall): Promise<GatewayAnswer> {
  const { action } = call.fields
  if (action === 'wx.openApi') {
    const { message, fault } = callOpenApi(call)
    const reply = { status: 200, contentType: 'application/octet-stream', body: writeApiAnswer(message) }
    return { reply, action: fault && networkPartOf(fault.action) }
  }
  // Any content type but the one of JSON: by that the SDKs tell an error.
  if (action === 'wx.wxPayApi')
    return { reply: { status: 200, contentType: 'application/octet-stream', body: callPay(call) } }
  if (action === 'wx.api') {
    const { text, fault } = callApi(call)
    const reply = jsonReply({ data: { responseData: text } })
    return { reply, action: fault && networkPartOf(fault.action) }
  }
  if (action === 'functions.invokeFunction') {
    return { reply: jsonReply({ data: { response_data: await invokeFunction(call) } }) }
  }
  if (isStorageAction(action)) return { reply: jsonReply(await runStorageAction(action, call)) }
  if (isDatabaseAction(action)) return { reply: jsonReply(await runDatabaseAction(action, call)) }
  throw unknownAction(action)
}

const unknownAction = (action: string) =>
  new GatewayFault('INVALID_PARAM', `the emulator does not know the action ${action.slice(0, 80)}`)

/** What a fault does to the connection; what it does to the response is in the response already. */
function networkPartOf(action: FaultAction): FaultAction {
  const { delayMs, dripBytesPerSec, resetAfterBytes, shortContentLength } = action
  const { executeThenReset, dropBeforeRead, resetAfterRequestBytes } = action
  const isCut = dropBeforeRead || resetAfterRequestBytes !== undefined
  return {
    delayMs,
    dripBytesPerSec,
    resetAfterBytes,
    shortContentLength,
    executeThenReset: executeThenReset || isCut,
  }
}

// Verbatim: by this content type the SDKs tell JSON from a message.
const contentType = 'application/json; charset=utf-8'

const jsonReply = (members: object): Reply => ({
  status: 200,
  contentType,
  body: JSON.stringify({ requestId: randomUUID(), ...members }),
})

const faultReply = (code: string, message: string): Reply => jsonReply({ code, message })

/**
 * Who calls. The process of a function has it in the variable WX_API_TOKEN, which the SDKs send along when it is
 * named in WX_CONTEXT_KEYS, as they do in the cloud; here it is JSON in base64url, `{ functionName, event, openid }`.
 * Without it, the last part of the gateway's path is the name of the function.
 */
function readCaller(
  { path, caller, gone }: { readonly path: string; readonly caller?: string; readonly gone?: AbortSignal },
  { wxCloudApiToken }: Members,
): CloudCaller {
  const told = readToken(wxCloudApiToken)
  const [, , ofPath] = path.split('/')
  const functionName = nameOf(told.functionName) ?? nameOf(ofPath && decoded(ofPath))
  return { functionName, eventId: textOf(told.event), openid: textOf(told.openid), caller, gone }
}

function readToken(token: unknown): Members {
  if (typeof token !== 'string' || token === '') return {}
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    return isMembers(read) ? read : {}
  } catch {
    return {}
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

// The name becomes part of a path on the disk.
const nameOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,80}$/.test(value) ? value : undefined

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Says a connection that the fence of a function refused, once for each function and host. */
class RefusedConnections {
  readonly #said = new Set<string>()

  note({ fields, options }: Pick<GatewayCall, 'fields' | 'options'>): void {
    const { function_name: name, host, offline } = fields.values
    // Names of functions and of hosts, nothing that could spoil a terminal.
    if (![name, host].every(text => typeof text === 'string' && /^[\w.:%-]{1,255}$/.test(text))) return
    const key = `${name} ${host}`
    if (this.#said.has(key) || this.#said.size >= mostSaid) return
    this.#said.add(key)
    const why = offline ? 'the functions run with --offline' : 'the emulator does not play it'
    options.onLog?.(`${name}: the connection to ${host} was refused, because ${why} (docs/offline.md)`)
  }
}

const mostSaid = 1_000
