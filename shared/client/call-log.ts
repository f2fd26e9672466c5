import { isOpenapiError } from '../errors/openapi-error'
import { presentable } from '../errors/secrets'
import { steadyNow } from '../transport/clock'
import { tell } from './hooks'
import type { Logger, OpenapiOptions } from './options'
import { ridIn, type Trace } from './response'

const longestName = 100
const levels = ['off', 'error', 'info', 'debug']

/** Whether something is a value of the option `log`. */
export const isLogLevel = (value: unknown): boolean => levels.indexOf(value as string) >= 0

/** Writes what becomes of a call; what it gives is the call's own promise, or follows it. */
export type CallLog = <R>(name: string, trace: Trace, result: Promise<R>) => Promise<R>

/** The log that the options ask for, if any. What a logger throws is passed over. */
export function callLog({ log = 'off', logger = console }: OpenapiOptions): CallLog | undefined {
  const level = levels.indexOf(log)
  if (level === 0) return undefined
  const write = (at: keyof Logger, line: () => string) => {
    if (levels.indexOf(at) <= level) tell(text => logger[at](text), line)
  }
  return async (name, trace, result) => {
    const method = `openapi.${presentable(name).slice(0, longestName)}`
    write('debug', () => `${method} begins`)
    try {
      const done = await result
      write('info', () => `${method} ${outcome(trace)}`)
      return done
    } catch (error) {
      write('error', () => `${method} ${outcome(trace, error)}`)
      throw error
    }
  }
}

function outcome(trace: Trace, error?: unknown): string {
  const known = isOpenapiError(error) ? error : undefined
  const errCode = error ? (known ? known.errCode : 'none') : 0
  const facts = `errCode=${errCode} ms=${Math.round(steadyNow() - trace.begin)} attempts=${trace.attempts}`
  const id = known ? known.rid : ridIn(trace)
  const what = known ? ` ${known.name}: ${presentable(known.errMsg)}` : ''
  return `${facts}${id ? ` rid=${id}` : ''}${what}`
}
