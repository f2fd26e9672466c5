import { type Reply, textReply } from '../server/reply'
import type { ControlAnswer, Serving } from '../server/serving'
import { type ControlVerb, controlRoutes } from './control-routes'

const root = '/__emu/'

/** Whether a path drives the emulator, not WeChat. */
export const isControlPath = (path: string): boolean => path.startsWith(root) || path === '/__emu'

/** A request to one of the emulator's own routes. */
export interface ControlRequest {
  readonly verb: string
  readonly path: string
  readonly query: URLSearchParams
  readonly contentType: string
  readonly body: Buffer
  /** The header Accept. */
  readonly accept: string
  /** Where the emulator was asked. */
  readonly url: string
  /** From the header `x-caller`. */
  readonly caller?: string
}

/** Answers a request to one of the emulator's own routes. */
export async function control(request: ControlRequest, serving: Serving): Promise<Reply> {
  const { verb, path, query, contentType, body, url, caller } = request
  const wantsPage = request.accept.includes('text/html')
  const place = path === '/__emu' ? root : path
  const verbs = Object.hasOwn(controlRoutes, place) ? controlRoutes[place] : undefined
  if (!verbs) return textReply(404, `The emulator has no such route. GET ${root} lists the routes.`)
  const asked = verb === 'HEAD' ? 'GET' : verb
  const route = Object.hasOwn(verbs, asked) ? verbs[asked as ControlVerb] : undefined
  const allowed = Object.keys(verbs).join(', ')
  if (!route) return textReply(405, `${place} takes ${allowed}.`, { Allow: allowed })
  if (asked === 'GET') return shown(await route({ serving, given: undefined, query, wantsPage, url, caller }))
  // A page of another origin can send any content type but this one without a preflight; DELETE it never can.
  const isBare = asked === 'DELETE' && body.length === 0
  if (!isBare && contentType.split(';')[0]!.trim().toLowerCase() !== 'application/json') {
    return textReply(415, 'Send it with Content-Type: application/json.')
  }
  let given: unknown
  try {
    given = body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  } catch {
    return textReply(400, 'The body is not JSON.')
  }
  return shown(await route({ serving, given, query, wantsPage, url, caller }))
}

function shown({ problem, text, page, file, json }: ControlAnswer): Reply {
  if (problem !== undefined) return textReply(400, problem)
  // What was logged came from outside: a browser must not render it as a page.
  const headers = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' }
  if (page) {
    const policy = { 'Content-Security-Policy': page.policy, 'Referrer-Policy': 'no-referrer' }
    return {
      status: 200,
      contentType: 'text/html; charset=utf-8',
      body: page.html,
      headers: { ...headers, ...policy },
    }
  }
  if (file) return { status: 200, contentType: file.contentType, body: file.text, headers }
  return {
    status: 200,
    contentType: text === undefined ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    body: text ?? JSON.stringify(json),
    headers,
  }
}
