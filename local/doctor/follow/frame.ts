import type { Node } from '../syntax/nodes'
import type { Source } from '../syntax/parse-source'

/** A file or a function as it runs: with the arguments of one kind of call. */
export interface Frame {
  /** No other frame has it. */
  readonly key: string
  /** The function, or the program of the file; a class while its fields get their first values. */
  readonly node: Node
  readonly source: Source
  /** The frame in which the function was made. */
  readonly parent?: Frame
  /** Whether the arguments are whatever somebody outside gives. */
  readonly isOpen: boolean
}

let last = 0

/** A frame with a key of its own. */
export function newFrame(facts: Omit<Frame, 'key'>): Frame {
  last += 1
  return { key: String(last), ...facts }
}
