import type { IncomingMessage } from 'node:http'
import { isSecret, secretName } from '../../../shared/errors/secrets'
import { callErrcodes, callFailureText } from '../../project/call-error'
import { en } from '../texts/en'

/** Who is calling, as WeChat tells a cloud function. */
export interface Caller {
  openid: string
  appid: string
  source: 'wx_client'
}

/** Runs a cloud function; a rejection may carry `errCode` and `errMsg`, which reach the page. */
export type CallFunction = (call: {
  name: string
  data: unknown
  caller: Caller
}) => Promise<{ result?: unknown; seen?: SeenRequest[] }>

/** What the page is told about a call. */
export interface CallReport {
  result?: unknown
  failure?: { errCode: number; errMsg: string }
  seen: SeenRequest[]
  milliseconds: number
}

const megabyte = 1024 * 1024

/** Runs the call and reports it; a failure of the function is a report, too. */
export async function reportCall(
  callFunction: CallFunction,
  call: { name: string; data: unknown; caller: Caller },
): Promise<CallReport> {
  const start = performance.now()
  const milliseconds = () => Math.round(performance.now() - start)
  try {
    const { result, seen = [] } = await callFunction(call)
    return { result, seen: seen.map(cleanRequest), milliseconds: milliseconds() }
  } catch (error) {
    const { errCode = callErrcodes.failed, errMsg, message, seen = [] } = error as FailedCall
    const words = errMsg ?? callFailureText(errCode, message ?? String(error))
    return { failure: { errCode, errMsg: words }, seen: seen.map(cleanRequest), milliseconds: milliseconds() }
  }
}

interface FailedCall {
  errCode?: number
  errMsg?: string
  message?: string
  seen?: SeenRequest[]
}

/** @throws Error with `status` when the body has more bytes */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > limitBytes)
      throw Object.assign(new Error(en.server.tooLarge(limitBytes / megabyte)), { status: 413 })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** @throws Error with `status` when the body is too big or not JSON */
export async function readJson(request: IncomingMessage, limitBytes = 2 * megabyte): Promise<unknown> {
  const body = await readBody(request, limitBytes)
  try {
    return JSON.parse(body.toString('utf8')) ?? {}
  } catch (error) {
    throw Object.assign(new Error(en.server.notJson((error as Error).message)), { status: 400 })
  }
}

/** @throws Error with `status` when the body is too big or not a call */
export async function readCall(
  request: IncomingMessage,
): Promise<{ name: string; data: unknown; caller: string }> {
  const { name, data, caller } = (await readJson(request)) as Record<string, unknown>
  if (typeof name === 'string' && typeof caller === 'string') return { name, data, caller }
  throw Object.assign(new Error(en.server.notCall), { status: 400 })
}

/** One HTTP request that reached WeChat or the emulator during a call. */
export interface SeenRequest {
  verb: string
  path: string
  body?: unknown
  status: number
  answer?: unknown
}

/** A value as it may be shown: what opens an account to others is masked, at every depth. */
export function hideSecrets<Value>(value: Value): Value {
  const text = JSON.stringify(value, (name, inner) => (isSecret(name, inner) ? '…' : inner))
  return text === undefined ? value : (JSON.parse(text) as Value)
}

/** A request as it may be shown: also its address is cleaned, and JSON that travels as text is read. */
function cleanRequest(seen: SeenRequest): SeenRequest {
  const path = seen.path.replace(/([?&]([^=&]+)=)[^&]*/g, (pair, start: string, name: string) =>
    secretName.test(name) ? `${start}…` : pair,
  )
  return hideSecrets({ ...seen, path, body: readText(seen.body), answer: readText(seen.answer) })
}

function readText(body: unknown): unknown {
  if (typeof body !== 'string') return body
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
