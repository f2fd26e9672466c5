import { isMembers, own } from './own'

/** What a cloud function gets when nobody changed its time-out. */
const platformLimitMs = 3000
/** Kept back for reading the event and returning the reply. */
const reserveMs = 500

/**
 * How long a call may take within an event, in milliseconds: the limit of the function less a reserve.
 * @param context what WeChat's cloud gives a function beside the event
 * @param wanted what the author wants a call to take at most
 */
export function callTime(context: unknown, wanted = Number.POSITIVE_INFINITY): number {
  const told = isMembers(context) ? own(context, 'time_limit_in_ms') : undefined
  const limit = typeof told === 'number' && told > 0 ? told : platformLimitMs
  // A limit that is nearly all reserve still leaves a call half of it.
  return Math.min(wanted, Math.max(limit - reserveMs, limit / 2))
}
