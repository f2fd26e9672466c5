import type { Identifier } from '@babel/types'
import { type Node, unwrap } from './nodes'

/** The names in a pattern: `{ a, b: [c = 1, ...d] }` has a, c and d. */
export function* namesIn(pattern: Node): Generator<Identifier> {
  const node = unwrap(pattern)
  switch (node.type) {
    case 'Identifier':
      yield node
      break
    case 'ObjectPattern':
      for (const property of node.properties) {
        yield* namesIn(property.type === 'RestElement' ? property.argument : property.value)
      }
      break
    case 'ArrayPattern':
      for (const element of node.elements) if (element) yield* namesIn(element)
      break
    case 'AssignmentPattern':
      yield* namesIn(node.left)
      break
    case 'RestElement':
      yield* namesIn(node.argument)
      break
    case 'TSParameterProperty':
      yield* namesIn(node.parameter)
      break
  }
}
