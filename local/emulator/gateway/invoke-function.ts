import { GatewayFault } from './fields'
import type { GatewayCall } from './gateway'

/** Runs the local function that another process calls; gives its result as JSON. */
export async function invokeFunction({ fields, caller, options, world }: GatewayCall): Promise<string> {
  const { function_name: name, request_data: data } = fields.values
  if (typeof name !== 'string' || name === '')
    throw new GatewayFault('INVALID_PARAM', 'function_name is missing')
  const event = readEvent(data)
  const entry = world.record({
    verb: 'POST',
    path: `function ${name.slice(0, 80)}`,
    query: {},
    body: world.mask(event),
    status: 200,
    caller: caller.caller,
    through: 'cloud',
    functionName: caller.functionName,
  })
  if (!options.functions) {
    throw new GatewayFault('FUNCTION_NOT_FOUND', 'the emulator was started without functions to call')
  }
  try {
    const result = await options.functions.invoke({
      name,
      data: event,
      // As in the cloud: the user stays the same when one function calls another.
      caller: { SOURCE: 'wx_client,scf', ...(caller.openid && { OPENID: caller.openid }) },
    })
    entry.errcode = 0
    return JSON.stringify(result) ?? 'null'
  } catch (error) {
    const { errCode, message } = error as { errCode?: unknown; message?: string }
    entry.errcode = typeof errCode === 'number' ? errCode : -504002
    entry.errmsg = String(world.mask(String(message)))
    throw new GatewayFault(codes[entry.errcode] ?? 'FUNCTIONS_EXECUTE_FAIL', String(message))
  }
}

/** What the runner's errcodes are called in the cloud. */
const codes: { readonly [errCode: number]: string } = {
  [-501000]: 'FUNCTION_NOT_FOUND',
  [-504002]: 'FUNCTIONS_EXECUTE_FAIL',
  [-504003]: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
}

function readEvent(data: unknown): unknown {
  if (data === undefined || data === '') return {}
  try {
    return JSON.parse(String(data))
  } catch {
    throw new GatewayFault('INVALID_PARAM', 'request_data is not JSON')
  }
}
