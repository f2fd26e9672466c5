import { type Reply, textReply } from '../server/reply'
import type { Serving } from '../server/serve'
import { type ControlAnswer, controlRoutes } from './routes'

const root = '/__emu/'

/** Whether a path drives the emulator, not WeChat. */
export const isControlPath = (path: string): boolean => path.startsWith(root) || path === '/__emu'

/** A request to one of the emulator's own routes. */
export interface ControlRequest {
  readonly verb: string
  readonly path: string
  readonly contentType: string
  readonly body: Buffer
}

/** Answers a request to one of the emulator's own routes. */
export function control({ verb, path, contentType, body }: ControlRequest, serving: Serving): Reply {
  const place = path === '/__emu' ? root : path
  const verbs = Object.hasOwn(controlRoutes, place) ? controlRoutes[place] : undefined
  if (!verbs) return textReply(404, `The emulator has no such route. GET ${root} says what it has.`)
  const allowed = Object.keys(verbs).join(', ')
  const route = verb === 'GET' || verb === 'HEAD' ? verbs.GET : verb === 'POST' ? verbs.POST : undefined
  if (!route) return textReply(405, `${place} takes ${allowed}.`, { Allow: allowed })
  if (verb !== 'POST') return shown(route(serving, undefined))
  // A form or a picture of a foreign page can send anything but this type without asking first.
  if (contentType.split(';')[0]!.trim().toLowerCase() !== 'application/json') {
    return textReply(415, 'Send it with Content-Type: application/json.')
  }
  try {
    return shown(route(serving, body.length === 0 ? {} : JSON.parse(body.toString('utf8'))))
  } catch (error) {
    if (error instanceof SyntaxError) return textReply(400, 'The body is not JSON.')
    throw error
  }
}

function shown({ problem, text, json }: ControlAnswer): Reply {
  if (problem !== undefined) return textReply(400, problem)
  return {
    status: 200,
    contentType: text === undefined ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    body: text ?? JSON.stringify(json),
    // What was logged came from anybody: a browser must not read it as a page.
    headers: { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' },
  }
}
