import { dayMs, hourMs } from '../../../shared/errors/time'

/** The emulator's clock: the machine's, until it is advanced or set. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Whole seconds since 1970, as WeChat gives times. */
  seconds(): number
  /** How far it is ahead of the machine's clock, in milliseconds. */
  offset(): number
  /** Advances by that many milliseconds; goes back when negative. */
  advance(milliseconds: number): void
  /** Sets the time, in milliseconds since 1970; the clock runs on from there. */
  set(milliseconds: number): void
}

/** Makes a clock that shows the machine's time until it is advanced or set. */
export function createClock(machine: () => number = Date.now): Clock {
  let offset = 0
  const now = () => machine() + offset
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    offset: () => offset,
    advance: milliseconds => {
      offset += milliseconds
    },
    set: milliseconds => {
      offset = milliseconds - machine()
    },
  }
}

/**
 * The latest time that a clock can be set to: a year before the last that a Date can hold, so that it can run on from
 * there, and lifetimes can end after it.
 */
export const latestMoment = 8.64e15 - 365 * dayMs

// WeChat counts in the time of China, which knows no summer time.
const china = 8 * hourMs

/** A moment in China as a text: 2026-01-31T08:30:00. */
export const chinaText = (moment: number): string => new Date(moment + china).toISOString().slice(0, 19)

/** The day of a moment in China, as a number that counts up. */
export const dayOf = (moment: number): number => Math.floor((moment + china) / dayMs)

/** The month of a moment in China, as a number that counts up. */
export function monthOf(moment: number): number {
  const date = new Date(moment + china)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
