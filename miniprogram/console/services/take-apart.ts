import type { Draft } from './draft'
import { newDraft, other, sentEmpty } from './draft'
import type { JsonNode } from './json-text'
import { placeIn, readJsonText, TextFault } from './json-text'
import { choicesOf } from './read-value'
import type { Param } from './rows'

/** A form filled from JSON: known parameters, and the unknown ones as JSON. */
export interface TakenApart {
  draft: Draft
  /** Parameters that are not in the catalogue; they are sent unchanged. */
  extra: string
}

/** Fills a form from JSON text, or says in one sentence what is wrong and where. */
export function takeApart(root: Param, text: string): TakenApart | { fault: string } {
  try {
    const node = readJsonText(text)
    if (node.kind !== 'members') throw new TextFault(node.at, '参数要写成一个 JSON 对象 { … }')
    const unknown: string[] = []
    const draft = fillMembers(root, node, '', part => unknown.push(text.slice(part.at, part.node.end)))
    return { draft, extra: unknown.length ? `{ ${unknown.join(', ')} }` : '' }
  } catch (error) {
    if (!(error instanceof TextFault)) throw error
    return { fault: `${placeIn(text, error.at)}：${error.problem}` }
  }
}

type Members = Extract<JsonNode, { kind: 'members' }>
type Member = Members['members'][number]

/** WeChat's spelling is accepted too, because its documentation uses it. */
const means = ({ name, wire }: Param, given: string): boolean =>
  given === name ||
  given === (wire === undefined ? name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`) : wire)

function fillMembers(param: Param, node: Members, path: string, passOver?: (part: Member) => void): Draft {
  const draft = { ...newDraft(param), isOpen: true }
  for (const part of node.members) {
    const member = param.members.find(one => means(one, part.name))
    const full = path ? `${path}.${part.name}` : part.name
    if (member) draft.members[member.name] = fill(member, part.node, full)
    else if (passOver) passOver(part)
    else throw new TextFault(part.at, `没有 ${full} 这个参数`)
  }
  return draft
}

function fill(param: Param, node: JsonNode, path: string): Draft {
  const refuse = (): never => {
    throw new TextFault(node.at, `${path} 要填${wanted[param.kind]}，这里是${foundIn(node)}`)
  }
  const draft = newDraft(param)
  switch (param.kind) {
    case 'object':
      if (node.kind !== 'members') return refuse()
      return { ...fillMembers(param, node, path), ...sent(node.members) }
    case 'array':
      if (node.kind !== 'list') return refuse()
      return {
        ...draft,
        ...sent(node.items),
        items: node.items.map((item, at) => fillItem(param, item, `${path}[${at}]`)),
      }
    case 'record':
      if (node.kind !== 'members') return refuse()
      return {
        ...draft,
        ...sent(node.members),
        items: node.members.map(part => fillEntry(param, part, path)),
      }
    case 'json':
      return { ...draft, text: textOf(node) }
    case 'media':
      return { ...draft, file: fileIn(node) || refuse() }
    default:
      return { ...draft, ...(plainChange(param, node) || refuse()) }
  }
}

/** It was written, although it is empty. */
const sent = (parts: readonly unknown[]): Partial<Draft> => (parts.length ? {} : { chosen: sentEmpty })

const fillItem = (param: Param, node: JsonNode, path: string): Draft => ({
  ...fill(param.item!, node, path),
  isOpen: true,
})

const fillEntry = (param: Param, { name, node }: Member, path: string): Draft => ({
  ...fillItem(param, node, `${path}.${name}`),
  key: name,
})

/** The input for a plain value; undefined if it has another type. */
function plainChange(param: Param, node: JsonNode): Partial<Draft> | undefined {
  if (node.kind !== 'plain') return undefined
  const { value, raw } = node
  const place = choicesOf(param).indexOf(value as string)
  switch (param.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? { chosen: place } : undefined
    case 'oneOf': {
      if (place >= 0) return { chosen: place }
      const isSameType = param.values.some(one => typeof one === typeof value)
      return isSameType ? { chosen: other, text: String(value) } : undefined
    }
    case 'string':
      if (typeof value !== 'string') return undefined
      return value ? { text: value } : { chosen: sentEmpty }
    case 'bigInteger':
      return typeof value === 'string' ? { text: value } : numberChange(value, raw)
    default:
      return numberChange(value, raw)
  }
}

/** Kept as written, so that no digit is lost. */
const numberChange = (value: unknown, raw: string): Partial<Draft> | undefined =>
  typeof value === 'number' ? { text: raw } : undefined

/** JSON with the user's own names stays as written; a string only loses its quotes if that is safe. */
function textOf(node: JsonNode): string {
  if (node.kind !== 'plain') return JSON.stringify(plainOf(node))
  const { value, raw } = node
  if (typeof value !== 'string') return raw
  try {
    JSON.parse(value)
    return raw
  } catch {
    return /^\s*[[{"]/.test(value) || !value ? raw : value
  }
}

function plainOf(node: JsonNode): unknown {
  if (node.kind === 'plain') return node.value
  if (node.kind === 'list') return node.items.map(plainOf)
  const values = {}
  for (const { name, node: inner } of node.members) {
    Object.defineProperty(values, name, { value: plainOf(inner), enumerable: true, configurable: true })
  }
  return values
}

function fileIn(node: JsonNode): Draft['file'] {
  if (node.kind !== 'members') return null
  const { contentType, base64 } = plainOf(node) as { contentType?: unknown; base64?: unknown }
  if (typeof contentType !== 'string' || typeof base64 !== 'string' || !base64) return null
  return { contentType, base64, bytes: Math.floor((base64.length * 3) / 4) }
}

const wanted: { readonly [kind in Param['kind']]: string } = {
  string: '文字（用双引号括起）',
  integer: '整数',
  number: '数字',
  bigInteger: '整数',
  boolean: ' true 或 false',
  oneOf: '同一类型的值',
  object: '对象 { … }',
  array: '列表 [ … ]',
  record: '对象 { … }',
  json: '值',
  media: '图片，请在表单里选择',
}

function foundIn(node: JsonNode): string {
  if (node.kind === 'members') return '对象'
  if (node.kind === 'list') return '列表'
  if (node.value === null) return ' null'
  if (typeof node.value === 'string') return '文字'
  return typeof node.value === 'number' ? '数字' : ` ${node.value}`
}
