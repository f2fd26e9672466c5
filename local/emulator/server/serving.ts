import type { Gateway } from '../gateway/gateway-call'
import type { FunctionCaller } from '../options'
import type { Platform } from '../platform/platform'
import type { World } from '../state/world'
import type { TimerRunner } from '../timers/timer-runner'

/** What the server shares with the requests that it serves. */
export interface Serving {
  readonly platform: Platform
  readonly gateway: Gateway
  /** Runs local functions, if there are any. */
  readonly functions?: FunctionCaller
  /** Gets what people should know, a line each. */
  onLog?(line: string): void
  /** Runs their timers. */
  readonly timers: TimerRunner
  /** The current world; a reset replaces it. */
  world: World
  /** Replaces the world by a fresh one. */
  reset(): void
}
