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

/** The response of a control route: text, JSON, a page, a file, or what is wrong with the request. */
export interface ControlAnswer {
  text?: string
  json?: unknown
  page?: { html: string; policy: string }
  file?: { contentType: string; text: string }
  problem?: string
}

/** A valid request to a control route. */
export interface ControlCall {
  readonly serving: Serving
  /** The body, as JSON. */
  readonly given: unknown
  readonly query: URLSearchParams
  /** Whether the client accepts HTML. */
  readonly wantsPage: boolean
  /** The URL of the emulator as the client wrote it. */
  readonly url: string
  /** From the header `x-caller`. */
  readonly caller?: string
}
