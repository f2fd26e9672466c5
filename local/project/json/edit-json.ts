import type { JsonList, JsonNode, JsonObject } from './read-json'

/** How a text of JSON is laid out. */
interface Layout {
  /** `\n` or `\r\n`; empty for JSON on one line. */
  readonly lineEnd: string
  /** One step to the right. */
  readonly step: string
}

function layoutOf(text: string): Layout {
  const found = /\r?\n/.exec(text)?.[0]
  const step = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  // Nothing is laid out in an empty object, so it is as good as a new file.
  if (text.trim() === '{}') return { lineEnd: found ?? '\n', step }
  return { lineEnd: text.trim().includes('\n') ? found! : '', step }
}

/** The space at the beginning of the line in which a place stands. */
function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return /^[ \t]*/.exec(line)![0]
}

/**
 * The text with a changed list; items that stay keep their layout.
 * @param change gives each item as it is to be, undefined for one that goes
 * @param add the texts of new items, for the end of the list
 */
export function editList(
  text: string,
  { items, start, end }: JsonList,
  change: (item: JsonNode) => string | undefined,
  add: readonly string[],
): string {
  if (items.length === 0)
    return replace(text, start, end, add.length > 0 ? freshList(text, start, add) : '[]')
  // What stands before an item: the space behind the bracket, or a comma and space.
  const leads = items.map((item, at) => text.slice(at === 0 ? start + 1 : items[at - 1]!.end, item.start))
  const [first = ''] = leads
  const usual = leads.length > 1 ? leads[leads.length - 1]! : first.includes('\n') ? `,${first}` : ', '
  const kept = items.flatMap((item, at) => {
    const changed = change(item)
    return changed === undefined ? [] : [{ lead: leads[at]!, item: changed }]
  })
  const pieces = [...kept, ...add.map(item => ({ lead: usual, item }))]
  const inner = pieces.map(({ lead, item }, at) => (at === 0 ? first : lead) + item).join('')
  const tail = text.slice(items[items.length - 1]!.end, end - 1)
  return replace(text, start, end, inner === '' ? '[]' : `[${inner}${tail}]`)
}

function freshList(text: string, at: number, items: readonly string[]): string {
  const { lineEnd, step } = layoutOf(text)
  if (lineEnd === '') return `[${items.join(', ')}]`
  const indent = indentAt(text, at)
  const lines = items.map(item => indent + step + item).join(`,${lineEnd}`)
  return `[${lineEnd}${lines}${lineEnd}${indent}]`
}

/** Puts a member at the end of an object. */
export function addMember(
  text: string,
  { members, start, end }: JsonObject,
  name: string,
  value: string,
): string {
  const { lineEnd, step } = layoutOf(text)
  const outer = indentAt(text, start)
  const last = members[members.length - 1]
  const isOnLines = lineEnd !== '' && (!last || text.slice(start, last.start).includes('\n'))
  const lead = isOnLines ? lineEnd + (last ? indentAt(text, last.start) : outer + step) : ' '
  const member = `${lead}${JSON.stringify(name)}: ${value}`
  if (last) return replace(text, last.value.end, last.value.end, `,${member}`)
  return replace(text, start, end, `{${member}${isOnLines ? lineEnd + outer : ' '}}`)
}

/** Takes a member out of an object, with its comma. */
export function removeMember(text: string, { members, start, end }: JsonObject, at: number): string {
  const [before, after] = [members[at - 1], members[at + 1]]
  if (before) return replace(text, before.value.end, members[at]!.value.end, '')
  return after ? replace(text, members[at]!.start, after.start, '') : replace(text, start, end, '{}')
}

/** A text with another piece between two places. */
export const replace = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end)
