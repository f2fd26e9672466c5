import type { BinaryExpression, TemplateLiteral } from '@babel/types'
import { evaluate } from './evaluate'
import type { Frame } from './frame'
import type { Machine } from './machine'
import { text, textsIn, union, unknown, type Values } from './values'

// Whatever else a text is, it is no name and no path, and one that grows in a loop has an end.
const couldName = /^[\w$./@#:-]{0,80}$/

/** What a template or a `+` makes, where every piece is known and at most one has a choice. */
export function joinTexts(node: TemplateLiteral | BinaryExpression, frame: Frame, machine: Machine): Values {
  const pieces = (node.type === 'TemplateLiteral' ? piecesOf(node) : [node.left, node.right]).map(piece =>
    typeof piece === 'string' ? text(piece) : evaluate(piece, frame, machine),
  )
  const isSum = node.type === 'TemplateLiteral' || node.operator === '+'
  const read = pieces.map(textsIn)
  const choices = read.filter(({ texts }) => texts.length > 1).length
  const isKnown = isSum && choices < 2 && read.every(({ texts, hasMore }) => texts.length > 0 && !hasMore)
  // Numbers are added, not joined.
  const isNumber =
    node.type !== 'TemplateLiteral' && pieces.every(piece => [...piece].every(one => one.kind === 'number'))
  if (!isKnown || isNumber) return pieces.some(piece => piece.size === 0) ? union([]) : unknown
  const joined = read.reduce<string[]>(
    (so, { texts }) => so.flatMap(before => texts.map(after => before + after)),
    [''],
  )
  return union(joined.map(one => (couldName.test(one) ? text(one) : unknown)))
}

const piecesOf = ({ quasis, expressions }: TemplateLiteral) =>
  quasis.flatMap((quasi, at) => {
    const after = expressions[at]
    return after ? [quasi.value.cooked ?? '', after] : [quasi.value.cooked ?? '']
  })
