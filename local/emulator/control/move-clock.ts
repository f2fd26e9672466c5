import type { Members } from '../platform/members'
import { type Clock, latestMoment } from '../state/clock'
import type { ControlAnswer } from './control-call'

/**
 * Sets the clock: advances it by `advanceMs`, sets it to `set` (milliseconds since 1970, or a date string), or to
 * `skewMs` ahead of the machine's.
 */
export function moveClock(clock: Clock, { advanceMs, set, skewMs }: Members): ControlAnswer {
  if ([advanceMs, set, skewMs].filter(one => one !== undefined).length !== 1) {
    return { problem: 'Send one of { "advanceMs": … }, { "set": … }, { "skewMs": … }.' }
  }
  const moment =
    set === undefined
      ? numberOf(advanceMs ?? skewMs) + clock.now() - (advanceMs === undefined ? clock.offset() : 0)
      : typeof set === 'string'
        ? Date.parse(set)
        : numberOf(set)
  if (!(moment >= 0 && moment <= latestMoment)) {
    return {
      problem:
        'advanceMs and skewMs must be milliseconds; set must be milliseconds since 1970 or a date string.',
    }
  }
  if (advanceMs !== undefined) clock.advance(advanceMs as number)
  else if (skewMs !== undefined) clock.advance((skewMs as number) - clock.offset())
  else clock.set(moment)
  return { json: showClock(clock) }
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)

/** The time of the emulator, and how far it is from the machine's. */
export function showClock(clock: Clock) {
  const now = clock.now()
  return { now, iso: new Date(now).toISOString(), offsetMs: clock.offset() }
}
