import type { Members } from '../platform/members'
import type { Clock } from '../state/clock'
import type { ControlAnswer } from './routes'

// Beyond it a Date cannot tell the moment any more.
const latest = 8.64e15

/** Moves the clock by `advanceMs`, or to `set`: milliseconds since 1970, or a date as text. */
export function moveClock(clock: Clock, { advanceMs, set }: Members): ControlAnswer {
  const isMove = advanceMs !== undefined
  if (isMove === (set !== undefined)) return { problem: 'Send either { "advanceMs": … } or { "set": … }.' }
  const moment = isMove
    ? typeof advanceMs === 'number'
      ? clock.now() + advanceMs
      : Number.NaN
    : typeof set === 'string'
      ? Date.parse(set)
      : typeof set === 'number'
        ? set
        : Number.NaN
  if (!(moment >= 0 && moment <= latest)) {
    return {
      problem: 'advanceMs must be milliseconds; set must be milliseconds since 1970 or a date as text.',
    }
  }
  if (isMove) clock.advance(advanceMs as number)
  else clock.set(moment)
  return { json: showClock(clock) }
}

/** The time of the emulator, and how far it is from the machine's. */
export const showClock = (clock: Clock) => ({
  now: clock.now(),
  iso: new Date(clock.now()).toISOString(),
  offsetMs: clock.offset(),
})
