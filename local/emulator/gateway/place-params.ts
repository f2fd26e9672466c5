import type { Field, Shape } from '../../../shared/schema/fields'
import { isObject } from '../../../shared/schema/objects'
import type { Account } from '../accounts/account'
import { type Members, Upload, wireName } from '../platform/members'
import type { Sent } from '../platform/read-sent'
import type { Route } from '../platform/routes'

/**
 * Puts the parameters of a cloud call where the row wants them, with the account's credentials, which the cloud adds.
 * @param account undefined when there is no account of the appid that the call names
 */
export function placeParams({ row }: Route, given: Members, account: Account | undefined): Sent {
  const inUrl = row.http.startsWith('GET ') ? () => true : (name: string) => queryNames(row.params).has(name)
  const query: Members = Object.create(null)
  const body: Members = Object.create(null)
  const own = account && credentials(row.params, account)
  const members: Members = Object.assign(Object.create(null), own, given)
  for (const name of Object.keys(members)) {
    if (inUrl(name)) query[name] = asText(members[name])
    else body[name] = members[name]
  }
  const bodyIsText = Object.keys(body).some(name => body[name] instanceof Upload)
  if (bodyIsText) for (const name of Object.keys(body)) body[name] = asText(body[name])
  return { query, body, bodyIsText, bytes: Buffer.alloc(0) }
}

/** A value as it travels in a query or a form: as text, unless it is a file. */
const asText = (value: unknown): unknown =>
  value instanceof Upload || typeof value === 'string'
    ? value
    : isObject(value)
      ? JSON.stringify(value)
      : String(value)

const queryNames = (params: Shape): Set<string> =>
  new Set(
    Object.entries(params)
      .filter(([, field]) => field.place === 'query')
      .map(([name, field]) => wireName(name, field)),
  )

function credentials(params: Shape, account: Account): Members {
  const own: Members = {}
  for (const [name, field] of Object.entries(params) as [string, Field<unknown>][]) {
    if (field.kind !== 'credential') continue
    own[wireName(name, field)] = account[field.values![0] as 'appid' | 'secret']
  }
  return own
}
