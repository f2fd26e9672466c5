import { callFunction } from '../gateway/invoke-function'
import { isMembers } from '../platform/members'
import type { ControlAnswer, ControlCall } from './control-call'

/** Calls a local function as a mini program does: `{ name, data?, openid? }` gives `{ result }` or an errCode. */
export async function runFunction({ serving, given, caller }: ControlCall): Promise<ControlAnswer> {
  const { name, data, openid, ...unknown } = isMembers(given) ? given : {}
  const isUser = openid === undefined || (typeof openid === 'string' && openid !== '')
  if (typeof name !== 'string' || name === '' || !isUser || Object.keys(unknown).length > 0) {
    return { problem: 'It takes the name of a function, and if wanted data, its event, and openid, a text.' }
  }
  if (!serving.functions) return { problem: 'The emulator was started without functions to call.' }
  const call = { name, event: data ?? {}, openid: openid as string | undefined, source: 'wx_client', caller }
  try {
    const result = await callFunction(call, serving.functions, serving.world)
    return { json: { result: result ?? null, errMsg: 'cloud.callFunction:ok' } }
  } catch (error) {
    const { errCode, message } = error as Error & { errCode: number }
    return { json: { errCode, errMsg: message } }
  }
}
