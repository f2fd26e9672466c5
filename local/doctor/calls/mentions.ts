import { dottedNames } from './nodes'
import { placeOf, type Source } from './parse-source'
import { type Mention, Records } from './records'
import type { Scanner } from './scan'

/** The methods that are named where nothing calls them, each where it is named first. */
export function findMentions(sources: readonly Source[], scanner: Scanner): Map<string, Mention> {
  const found = new Map<string, Mention>()
  const { isMethod } = scanner.world
  const add = (one: Mention) => {
    if (isMethod(one.name) && !found.has(one.name)) found.set(one.name, one)
  }
  const live = scanner.records
  scanner.records = new Records()
  for (const source of sources) for (const node of source.nodes) scanner.enterIdle(node, source)
  for (const { name, place } of scanner.records.calls.values()) add({ name, place })
  scanner.records = live
  for (const source of sources) for (const one of namedIn(source)) add(one)
  return found
}

const dotted = /[a-z]\w*(?:\.\w+)+/gi

function* namedIn(source: Source): Generator<Mention> {
  for (const { value, loc } of source.comments) {
    for (const { 0: found, index } of value.matchAll(dotted)) {
      const lines = value.slice(0, index).split('\n')
      const place = {
        file: source.file,
        line: (loc?.start.line ?? 1) + lines.length - 1,
        // The two characters that open a comment are not part of its text.
        column: lines[lines.length - 1]!.length + (lines.length === 1 ? (loc?.start.column ?? 0) + 3 : 1),
      }
      for (const name of endings(found.split('.'))) yield { name, place }
    }
  }
  for (const node of source.nodes) {
    if (node.type === 'StringLiteral') yield { name: node.value, place: placeOf(source, node) }
    if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
      for (const name of endings(dottedNames(node))) yield { name, place: placeOf(source, node.property) }
    }
  }
}

/** `a.b.c` and `b.c` of `a.b.c`. */
const endings = (parts: readonly string[]): string[] =>
  parts.slice(0, -1).map((_, from) => parts.slice(from).join('.'))
