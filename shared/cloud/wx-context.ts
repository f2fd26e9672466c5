import { readWxContext, type WxContext } from '../auth/wx-context'

// Names under which WeChat's cloud hands its own tokens over: no function is to see them.
const tokens = ['API_TOKEN', 'TRIGGER_API_TOKEN_V0']

/**
 * Who is calling and from where, as wx-server-sdk gives it: whole numbers as numbers. One beyond 2^53-1 stays text,
 * so that no id is rounded.
 */
export function getWXContext(): WxContext {
  const context: WxContext = {}
  const read = readWxContext()
  for (const name of Object.keys(read)) {
    if (tokens.indexOf(name) >= 0) continue
    const value = read[name]
    const isNumber = typeof value === 'string' && name !== 'ENV' && name !== 'SOURCE' && /^-?\d+$/.test(value)
    context[name] = isNumber && Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
  return context
}
