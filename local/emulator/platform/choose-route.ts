import type { Field, Shape } from '../../../shared/schema/fields'
import { isMembers, type Members } from './members'
import type { Route } from './routes'
import type { Sent } from './sent'
import { wireName } from './wire-name'

/** What arrived of a parameter. */
export interface Arrived {
  /** The name by which it travels. */
  readonly wire: string
  readonly value: unknown
  readonly isText: boolean
}

/** Where a parameter of a row travels, and what arrived there. */
export function arrived(route: Route, [name, field]: [string, Field<unknown>], sent: Sent): Arrived {
  const { row } = route
  const wire = wireName(name, field)
  const inQuery = row.http.startsWith('GET ') || field.place === 'query'
  const { [wire]: value = otherName(route, sent) } = inQuery ? sent.query : sent.body
  return { wire, value, isText: inQuery || sent.bodyIsText }
}

/** The logo of a card travels like every picture of an article, but as a part of another name. */
const otherName = ({ method }: Route, { body }: Sent): unknown =>
  method === 'officialAccount.material.uploadImage' ? body.buffer : undefined

/**
 * The row that a request means, of those that share verb and path: the one whose fixed values all arrived, and among
 * these the one whose parameters fit best.
 */
export function chooseRoute(routes: readonly Route[], sent: Sent): Route {
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
