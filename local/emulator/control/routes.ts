import { isMembers } from '../platform/members'
import type { Serving } from '../server/serve'
import { hello } from './hello'
import { moveClock, showClock } from './move-clock'

/** What a control route gives: text, JSON, or what is wrong with the request. */
export interface ControlAnswer {
  text?: string
  json?: unknown
  problem?: string
}

type ControlRoute = (serving: Serving, given: unknown) => ControlAnswer

/** By path and verb. The verbs other than GET change the state. */
export const controlRoutes: {
  readonly [path: string]: { readonly GET?: ControlRoute; readonly POST?: ControlRoute } | undefined
} = {
  '/__emu/': { GET: () => ({ text: hello }) },
  '/__emu/log': { GET: ({ world }) => ({ json: world.log.list() }) },
  '/__emu/effects': { GET: ({ world }) => ({ json: world.effects.list() }) },
  '/__emu/clock': {
    GET: ({ world }) => ({ json: showClock(world.clock) }),
    POST: ({ world }, given) => moveClock(world.clock, isMembers(given) ? given : {}),
  },
  '/__emu/reset': {
    POST: serving => {
      serving.reset()
      return { json: { ok: true } }
    },
  },
}
