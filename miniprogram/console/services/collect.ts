import type { Draft, Place } from './draft'
import { isFilled, other, sentEmpty, under } from './draft'
import type { Problem } from './read-value'
import { readValue } from './read-value'
import type { Param } from './rows'

/** The content of a form: the parameters to send, and the problems by place. */
export interface Collected {
  params: { [name: string]: unknown }
  problems: { [place: Place]: Problem }
}

interface Collecting {
  problems: { [place: Place]: Problem }
}

/** Reads a whole form. */
export function collect(root: Param, draft: Draft): Collected {
  const collecting: Collecting = { problems: {} }
  const params = collectMembers(root, draft, '', collecting)
  return { params, problems: collecting.problems }
}

/** Whether a value is outside the documented ones: it can be sent, but is probably a mistake. */
export const isUndocumented = ({ kind }: Param, { chosen, text }: Draft): boolean =>
  kind === 'oneOf' && chosen === other && text !== ''

function collectPart(param: Param, draft: Draft, place: Place, collecting: Collecting): unknown {
  if (param.kind === 'object') {
    return param.optional && !isFilled(draft) ? undefined : collectMembers(param, draft, place, collecting)
  }
  if (param.kind === 'array') return collectItems(param, draft, place, collecting)
  if (param.kind === 'record') return collectEntries(param, draft, place, collecting)
  const read = readValue(param, draft)
  if (!read) {
    if (!param.optional) collecting.problems[place] = missing(param)
    return undefined
  }
  if ('value' in read) return read.value
  collecting.problems[place] = read.problem
  return undefined
}

const missing = ({ kind }: Param): Problem => ({
  kind: 'missing',
  message:
    kind === 'media' ? '请选择文件' : kind === 'array' || kind === 'record' ? '请至少添加一项' : '必填',
})

function collectMembers(param: Param, draft: Draft, place: Place, collecting: Collecting) {
  const values: { [name: string]: unknown } = {}
  for (const member of param.members) {
    const value = collectPart(member, draft.members[member.name]!, under(place, member.name), collecting)
    if (value !== undefined) values[member.name] = value
  }
  return values
}

function collectItems(param: Param, { items, chosen }: Draft, place: Place, collecting: Collecting): unknown {
  const { min, max, optional, item } = param
  if (!items.length) {
    if (chosen === sentEmpty) return []
    if (!optional) collecting.problems[place] = missing(param)
    return undefined
  }
  if (max !== undefined && items.length > max) collecting.problems[place] = wrong(`最多 ${max} 项`)
  if (min !== undefined && items.length < min) collecting.problems[place] = wrong(`最少 ${min} 项`)
  return items
    .map((one, at) => collectPart({ ...item!, optional: false }, one, under(place, at), collecting))
    .filter(value => value !== undefined)
}

const wrong = (message: string): Problem => ({ kind: 'wrong', message })

function collectEntries(
  param: Param,
  { items, chosen }: Draft,
  place: Place,
  collecting: Collecting,
): unknown {
  if (!items.length) {
    if (chosen === sentEmpty) return {}
    if (!param.optional) collecting.problems[place] = missing(param)
    return undefined
  }
  const values: { [key: string]: unknown } = {}
  items.forEach((one, at) => {
    const own = under(place, at)
    const value = collectPart({ ...param.item!, optional: false }, one, own, collecting)
    const before = items.slice(0, at).some(({ key }) => key === one.key)
    if (!one.key) collecting.problems[`${own}/*`] = { kind: 'missing', message: '请填写键名' }
    else if (before) collecting.problems[`${own}/*`] = wrong('前面已经有这个键名')
    else if (value !== undefined) Object.defineProperty(values, one.key, { value, enumerable: true })
  })
  return values
}
