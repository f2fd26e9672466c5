import { randomUUID } from 'node:crypto'
import type { FaultAction } from '../faults/rule'
import type { EmulatorOptions } from '../options'
import type { Platform } from '../platform/platform'
import { type Reply, textReply } from '../server/reply'
import { callApi, callOpenApi } from './call-open-api'
import { readCaller } from './caller'
import { isDatabaseAction, runDatabaseAction } from './database/run-action'
import { GatewayFault, readFields } from './fields'
import type { Gateway, GatewayAnswer, GatewayCall } from './gateway-call'
import { invokeFunction } from './invoke-function'
import { writeApiAnswer } from './messages'

/** Where the cloud gateway answers; behind it may stand the name of the function that calls. */
export const gatewayPath = '/__cloud'

/** The hosts at which tcb-admin-node looks for the cloud, when it is sent here as through a proxy. */
const cloudHost = /^http:\/\/tcb-(admin|open)\.tencentyun\.com\/admin(?=\?|$)/

export const isGatewayPath = (path: string): boolean =>
  path === gatewayPath || path.startsWith(`${gatewayPath}/`)

/** The gateway's own URL in the place of the cloud's; any other URL as it is. */
export const asGatewayUrl = (url: string): string => url.replace(cloudHost, gatewayPath)

/** Makes the gateway of an emulator. */
export const createGateway = (platform: Platform, options: EmulatorOptions): Gateway => ({
  async answer(request, world) {
    if (request.verb !== 'POST') return { reply: textReply(405, 'The cloud gateway takes POST.') }
    try {
      const fields = readFields(request.contentType, request.body)
      const caller = readCaller(request, fields.values)
      return await perform({ fields, caller, platform, options, world })
    } catch (error) {
      if (error instanceof GatewayFault) return { reply: faultReply(error.code, error.message) }
      return { reply: faultReply('SYS_ERR', `the emulator failed: ${(error as Error)?.message}`) }
    }
  },
})

async function perform(call: GatewayCall): Promise<GatewayAnswer> {
  const { action } = call.fields
  if (action === 'wx.openApi') {
    const { message, fault } = callOpenApi(call)
    const reply = { status: 200, contentType: 'application/octet-stream', body: writeApiAnswer(message) }
    return { reply, action: fault && networkPartOf(fault.action) }
  }
  if (action === 'wx.api') {
    const { text, fault } = callApi(call)
    const reply = jsonReply({ data: { responseData: text } })
    return { reply, action: fault && networkPartOf(fault.action) }
  }
  if (action === 'functions.invokeFunction') {
    return { reply: jsonReply({ data: { response_data: await invokeFunction(call) } }) }
  }
  if (isDatabaseAction(action)) return { reply: jsonReply(await runDatabaseAction(action, call)) }
  throw new GatewayFault('INVALID_PARAM', `the emulator does not know the action ${action.slice(0, 80)}`)
}

/** What a fault does to the connection; what it does to the answer stands in the answer already. */
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

// To the letter: by this content type the SDKs tell JSON from a message.
const contentType = 'application/json; charset=utf-8'

const jsonReply = (members: object): Reply => ({
  status: 200,
  contentType,
  body: JSON.stringify({ requestId: randomUUID(), ...members }),
})

const faultReply = (code: string, message: string): Reply => jsonReply({ code, message })
