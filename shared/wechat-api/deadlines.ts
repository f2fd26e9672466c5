import { type Deadline, deadlineIn } from '../client/wire-client'
import { callTimeoutMs, minuteMs } from '../errors/time'
import type { Instance, Options } from './instance'

/** The timeout of a call, in milliseconds. */
export function timeoutOf(options: Options | undefined, isSlow = false): number {
  const { timeout } = options ?? {}
  // A string counts too, as it always did.
  const parts = Array.isArray(timeout) ? timeout : [timeout]
  const given = parts.reduce((sum: number, part) => sum + Number(part), 0)
  const wanted = given > 0 ? given : callTimeoutMs
  return isSlow ? Math.max(wanted, minuteMs) : wanted
}

let current: Deadline | undefined

/** Runs a function under an earlier deadline: calls that it starts synchronously inherit it. */
export function during<T>(deadline: Deadline, run: () => T): T {
  const before = current
  current = deadline
  try {
    return run()
  } finally {
    current = before
  }
}

/** The inherited deadline, or a new one. */
export const deadlineFor = (api: Instance, isSlow = false): Deadline =>
  current ?? deadlineIn(timeoutOf(api.defaults, isSlow))
