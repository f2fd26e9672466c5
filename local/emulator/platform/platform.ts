import type { CatalogueNode } from '../../../shared/schema/endpoint'
import type { Field, Shape } from '../../../shared/schema/fields'
import { faultAnswer } from '../faults/fault-answer'
import { answersItself } from '../faults/fault-rule'
import type { LogEntry, World } from '../state/world'
import { type Answer, jsonAnswer, refusalAnswer } from './answer'
import { authorise, callerByToken } from './authorise'
import { checkParams } from './check-params'
import { isMembers, type Members, wireName } from './members'
import { perform } from './perform'
import { arrived, type PlatformRequest, readSent, type Sent } from './read-sent'
import { Refusal } from './refusal'
import {
  createRoutes,
  type FirstNameOf,
  firstName,
  knowNames,
  type Route,
  type RoutesOfPath,
  routesByName,
  type Verb,
} from './routes'

/** What api.weixin.qq.com does: a request goes in, a response comes out; no socket is involved. */
export interface Platform {
  answer(request: PlatformRequest, world: World): Answer
  /** The methods that answer to verb and path. */
  methodsAt(verb: string, path: string): readonly string[]
  /** The methods at a path, whatever the verb. */
  routesAt(path: string): readonly Route[]
  /** The method of this name. */
  find(method: string): Route | undefined
  /** The first name of a method; `undefined` when there is no such method. */
  readonly firstNameOf: FirstNameOf
}

const platforms = new WeakMap<CatalogueNode, Platform>()

/** The platform that serves every row of a catalogue. It remembers nothing, so that all emulators of a process share it. */
export function createPlatform(rows: CatalogueNode): Platform {
  const made = platforms.get(rows) ?? makePlatform(rows)
  platforms.set(rows, made)
  return made
}

function makePlatform(rows: CatalogueNode): Platform {
  const routes = createRoutes(rows)
  const byName = routesByName(rows)
  return {
    answer(request, world) {
      const entry = note(request, world)
      const answer = settle(request, routes, world, entry)
      entry.status = answer.status
      entry.errcode = answer.errcode
      entry.errmsg = answer.errmsg
      noteAnswer(entry, answer, world)
      return answer
    },
    methodsAt: (verb, path) => (routes.get(path)?.[verb as Verb] ?? []).map(({ method }) => method),
    routesAt: path => Object.values(routes.get(path) ?? {}).flat(),
    find: method => byName.get(method),
    firstNameOf: knowNames(byName),
  }
}

/** Keeps what was answered beside the log, where it is text. */
export function noteAnswer(entry: LogEntry, { body }: Answer, { responses }: World): void {
  if (typeof body === 'string') responses.set(entry, body)
}

function settle(
  request: PlatformRequest,
  routes: ReadonlyMap<string, RoutesOfPath>,
  world: World,
  entry: LogEntry,
): Answer {
  let route: Route | undefined
  const { fault, caller } = request
  const isFaulted = fault !== undefined && answersItself(fault.action)
  try {
    const candidates = findRoutes(request, routes)
    // Until the body tells which of the rows it is.
    entry.method = candidates[0]!.method
    if (isUnmeasured(request, candidates))
      return isFaulted ? faultAnswer(fault.action, world.clock) : lengthRequired
    const sent = readBody(request, candidates, entry, world)
    route = chooseRoute(candidates, sent)
    entry.method = route.method
    if (isFaulted) return faultAnswer(fault.action, world.clock)
    const account = authorise(route, sent, world, request)
    entry.appid = account.appid
    if (!world.answers[firstName(route)]) world.profile?.enter(route.method, sent.body)
    spend(route, account.appid, world)
    return perform(route, checkParams(route, sent), { account, caller }, world)
  } catch (error) {
    if (isFaulted) return faultAnswer(fault.action, world.clock)
    return troubleAnswer(error, route, world)
  }
}

/** Counts a call. @throws Refusal when the quota of the account is used up */
export function spend(route: Route, appid: string, world: World): void {
  const errcode = world.quotas.spend(appid, { method: firstName(route), http: route.row.http })
  if (errcode) throw new Refusal(errcode)
}

/** The response after an error: the refusal, or that the emulator itself failed. */
export function troubleAnswer(error: unknown, route: Route | undefined, { clock, profile }: World): Answer {
  if (error instanceof Refusal && profile) return profile.refusal(error, route)
  if (error instanceof Refusal) return refusalAnswer(error.errcode, error.errmsg(route?.row), clock)
  const members = { errcode: -1, errmsg: `system error: the emulator failed: ${(error as Error)?.message}` }
  return { ...jsonAnswer(members), status: 500 }
}

/** The rows of a path that answer to the verb. */
function findRoutes(request: PlatformRequest, routes: ReadonlyMap<string, RoutesOfPath>): readonly Route[] {
  const ofPath = routes.get(request.path)
  // WeChat reports errors by errcode inside HTTP 200, even for an unknown path; clients that judge by the status
  // alone must not get away with it here.
  if (!ofPath) throw new Refusal(40066)
  const candidates = ofPath[request.verb as Verb]
  if (!candidates) throw new Refusal(ofPath.POST ? 43002 : 43001)
  return candidates
}

/** Reads the body. If it is not valid, the token is checked first: WeChat tells a stranger nothing about a body. */
function readBody(
  request: PlatformRequest,
  candidates: readonly Route[],
  entry: LogEntry,
  world: World,
): Sent {
  try {
    const sent = readSent(request, candidates)
    entry.body = request.body.length > 0 ? world.mask(sent.body) : undefined
    return sent
  } catch (error) {
    entry.body = world.maskUnread(request.body.toString('utf8', 0, 2_000))
    const { auth } = candidates[0]!.row
    if (auth !== 'none' && auth !== 'appSecret') callerByToken(request.query.get('access_token'), world)
    throw error
  }
}

/** Files need a Content-Length: WeChat's servers refuse chunked uploads unread. */
const isUnmeasured = (request: PlatformRequest, candidates: readonly Route[]): boolean =>
  request.isChunked && candidates.some(({ row }) => row.body === 'multipart' || row.body === 'raw')

const lengthRequired: Answer = {
  status: 412,
  contentType: 'text/plain; charset=utf-8',
  body: 'Precondition Failed: an upload must have a Content-Length and must not be chunked',
}

/** What is logged of a request, whether or not its body was read. */
export type Noted = Pick<PlatformRequest, 'verb' | 'path' | 'query' | 'caller' | 'fault'>

/** Logs a request; what is not known yet is set on the entry later. */
export function note(request: Noted, world: World, method?: string): LogEntry {
  const query: Record<string, unknown> = Object.create(null)
  for (const [name, value] of request.query) if (name !== 'access_token') query[name] = value
  return world.record({
    verb: request.verb,
    path: String(world.mask(request.path)),
    method,
    appid: undefined,
    query: world.mask(query) as Record<string, unknown>,
    body: undefined,
    status: 0,
    caller: request.caller,
    fault: request.fault?.id,
  })
}

/**
 * The row that a request means, of those that share verb and path: the one whose fixed values all arrived, and among
 * these the one whose parameters fit best.
 */
function chooseRoute(routes: readonly Route[], sent: Sent): Route {
  const [only] = routes
  if (routes.length === 1) return only!
  let best = only!
  let bestFit = Number.NEGATIVE_INFINITY
  for (const route of routes) {
    const fit = fitOf(route, sent)
    if (fit > bestFit) [best, bestFit] = [route, fit]
  }
  return best
}

const weightOfFixed = 1_000

function fitOf(route: Route, sent: Sent): number {
  let fit = 0
  for (const param of Object.entries(route.row.params as Shape)) {
    const [, field] = param
    const { value } = arrived(route, param, sent)
    fit += weightOfFixed * fixedIn(field, value)
    if (!field.optional) fit += value === undefined ? -1 : 1
  }
  return fit
}

/** How many fixed values arrived as they should, less those that did not. */
function fixedIn(field: Field<unknown>, value: unknown): number {
  if (field.kind === 'fixed') return String(value) === String(field.values![0]) ? 1 : -1
  if (field.kind !== 'object' || !field.fields) return 0
  const members: Members = isMembers(value) ? value : {}
  let count = 0
  for (const [name, inner] of Object.entries(field.fields))
    count += fixedIn(inner, members[wireName(name, inner)])
  return count
}
