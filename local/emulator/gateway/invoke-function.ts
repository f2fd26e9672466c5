import { callErrcodes } from '../../project/call-error'
import type { FunctionCaller } from '../options'
import type { World } from '../state/world'
import { GatewayFault } from './fields'
import type { GatewayCall } from './gateway-call'

/** One call of a local function. */
export interface FunctionCall {
  /** The function: the name of its folder. */
  readonly name: string
  /** The event that it receives. */
  readonly event: unknown
  /** OPENID of the user for whom it runs. */
  readonly openid?: string
  /** The source of the call, for the function's context. */
  readonly source: string
  /** The function that calls, where one does. */
  readonly functionName?: string
  /** Id of the event in which it calls. */
  readonly from?: string
  /** From the header `x-caller`. */
  readonly caller?: string
  /** Aborted when the caller goes away before the response. */
  readonly gone?: AbortSignal
  /** Gets each line that the function writes for it. */
  readonly onLine?: (line: string) => void
  /** Gets the time that the function took for it. */
  readonly onEnd?: (milliseconds: number) => void
}

/**
 * Runs a local function and logs the call.
 * @throws what the runner throws, with `errCode`
 */
export async function callFunction(
  { name, event, openid, source, functionName, from, caller, gone, onLine, onEnd }: FunctionCall,
  functions: FunctionCaller,
  world: World,
): Promise<unknown> {
  const entry = world.record({
    verb: 'POST',
    path: `function ${name.slice(0, 80)}`,
    query: {},
    body: world.mask(event),
    status: 200,
    caller,
    through: 'cloud',
    functionName,
  })
  try {
    const user = { SOURCE: source, ...(openid !== undefined && { OPENID: openid }) }
    const result = await functions.invoke({ name, data: event, caller: user, from, gone, onLine, onEnd })
    entry.errcode = 0
    return result
  } catch (error) {
    const { errCode, message } = error as { errCode?: unknown; message?: string }
    entry.errcode = typeof errCode === 'number' ? errCode : callErrcodes.failed
    entry.errmsg = String(world.mask(String(message)))
    throw Object.assign(new Error(String(message)), { errCode: entry.errcode })
  }
}

/** Runs the local function that another process calls; returns its result as JSON. */
export async function invokeFunction({ fields, caller, options, world }: GatewayCall): Promise<string> {
  const { function_name: name, request_data: data } = fields.values
  if (typeof name !== 'string' || name === '')
    throw new GatewayFault('INVALID_PARAM', 'function_name is missing')
  const event = readEvent(data)
  if (!options.functions) {
    throw new GatewayFault('FUNCTION_NOT_FOUND', 'the emulator was started without functions to call')
  }
  // As in the cloud: the user stays the same when one function calls another.
  const { openid, eventId: from, ...rest } = caller
  const call = { ...rest, name, event, from, openid: openid || undefined, source: 'wx_client,scf' }
  try {
    return JSON.stringify(await callFunction(call, options.functions, world)) ?? 'null'
  } catch (error) {
    const { errCode, message } = error as Error & { errCode: number }
    throw new GatewayFault(codes[errCode] ?? 'FUNCTIONS_EXECUTE_FAIL', message)
  }
}

/** The cloud's names of the runner's errcodes. */
const codes: { readonly [errCode: number]: string } = {
  [callErrcodes.missing]: 'FUNCTION_NOT_FOUND',
  [callErrcodes.eventTooLarge]: 'EXCEED_MAX_PAYLOAD_SIZE',
  [callErrcodes.failed]: 'FUNCTIONS_EXECUTE_FAIL',
  [callErrcodes.timedOut]: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
}

function readEvent(data: unknown): unknown {
  if (data === undefined || data === '') return {}
  try {
    return JSON.parse(String(data))
  } catch {
    throw new GatewayFault('INVALID_PARAM', 'request_data is not JSON')
  }
}
