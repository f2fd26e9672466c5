import type { FunctionCaller } from '../function-caller'
import type { Gateway } from '../gateway/gateway-call'
import type { Platform } from '../platform/platform'
import type { World } from '../state/world'

/** What the server shares with the requests that it serves. */
export interface Serving {
  readonly platform: Platform
  readonly gateway: Gateway
  /** What runs local functions, if there are any. */
  readonly functions?: FunctionCaller
  /** The world of this moment; a reset puts another in its place. */
  world: World
  /** Puts a fresh world in the place of the present one. */
  reset(): void
}
