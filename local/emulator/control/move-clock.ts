import type { Members } from '../platform/members'
import type { Serving } from '../server/serving'
import { type Clock, latestMoment } from '../state/clock'
import type { ControlAnswer } from './control-call'

/**
 * Sets the clock: advances it by `advanceMs`, sets it to `set` (milliseconds since 1970, or a date string), or to
 * `skewMs` ahead of the machine's. The timers of functions that are due on the way are run.
 */
export async function moveClock(
  { world, timers }: Serving,
  { advanceMs, set, skewMs }: Members,
): Promise<ControlAnswer> {
  if ([advanceMs, set, skewMs].filter(one => one !== undefined).length !== 1) {
    return { problem: 'Send one of { "advanceMs": … }, { "set": … }, { "skewMs": … }.' }
  }
  const offsetAt = ({ now, offset }: Clock): number => {
    if (advanceMs !== undefined) return offset() + numberOf(advanceMs)
    if (skewMs !== undefined) return numberOf(skewMs)
    return (typeof set === 'string' ? Date.parse(set) : numberOf(set)) - now() + offset()
  }
  const { clock } = world
  const moment = clock.now() - clock.offset() + offsetAt(clock)
  if (!(moment >= 0 && moment <= latestMoment)) {
    return {
      problem:
        'advanceMs and skewMs must be milliseconds; set must be milliseconds since 1970 or a date string.',
    }
  }
  const ran = await timers.move(offsetAt)
  return { json: { ...showClock(clock), ...(ran.length > 0 && { timers: ran }) } }
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)

/** The time of the emulator, and how far it is from the machine's. */
export function showClock(clock: Clock) {
  const now = clock.now()
  return { now, iso: new Date(now).toISOString(), offsetMs: clock.offset() }
}
