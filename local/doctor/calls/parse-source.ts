import { type ParserOptions, type ParserPlugin, parse } from '@babel/parser'
import type { Comment, Program } from '@babel/types'
import type { Place } from '../../project/finding'
import { isFunction, type Node, pushChildren } from './nodes'
import { findBindings, type Scopes } from './scopes'

/** A file of TypeScript or JavaScript, read. */
export interface Source {
  /** Its absolute path. */
  readonly path: string
  /** From the folder of the project, with `/`. */
  readonly file: string
  readonly program: Program
  readonly comments: readonly Comment[]
  /** All nodes, each before those below it, in the order of the source. */
  readonly nodes: readonly Node[]
  /** What stands around each node. */
  readonly parents: ReadonlyMap<Node, Node>
  readonly scopes: Scopes
  /** What is read of its functions. */
  readonly bodies: Map<Node, Body>
}

/** Why a file could not be read as a program. */
export class SourceFault extends Error {
  constructor(
    readonly place: Place,
    message: string,
  ) {
    super(message)
  }
}

/** @throws SourceFault where it is not a program */
export function parseSource(path: string, file: string, text: string): Source {
  const { program, comments } = parseText(text, file)
  const parents = new Map<Node, Node>()
  const nodes: Node[] = []
  const pending: Node[] = [program]
  for (let node = pending.pop(); node; node = pending.pop()) {
    nodes.push(node)
    const from = pending.length
    pushChildren(node, pending)
    for (let at = from; at < pending.length; at += 1) parents.set(pending[at]!, node)
  }
  return {
    path,
    file,
    program,
    comments: comments ?? [],
    nodes,
    parents,
    scopes: findBindings(nodes, parents),
    bodies: new Map(),
  }
}

/** What a function or a file holds itself: functions in it are called on their own. */
interface Body {
  /** Calls, reads of members, which may be getters, and writes. */
  readonly work: readonly Node[]
  /** What it returns. */
  readonly returned: readonly Node[]
}

const workTypes = new Set([
  'CallExpression',
  'OptionalCallExpression',
  'NewExpression',
  'MemberExpression',
  'OptionalMemberExpression',
  'AssignmentExpression',
  'VariableDeclarator',
])

/** Reads a function or a file once. */
export function bodyOf(node: Node, { bodies }: Source): Body {
  const before = bodies.get(node)
  if (before) return before
  const work: Node[] = []
  const returned: Node[] = []
  const pending: Node[] = []
  pushChildren(node, pending)
  for (let at = pending.pop(); at; at = pending.pop()) {
    if (workTypes.has(at.type)) work.push(at)
    if (at.type === 'ReturnStatement' && at.argument) returned.push(at.argument)
    if (!isFunction(at)) pushChildren(at, pending)
  }
  const body = { work, returned }
  bodies.set(node, body)
  return body
}

/** Where a node begins. */
export const placeOf = ({ file }: Source, node: Node): Place => ({
  file,
  line: node.loc?.start.line ?? 1,
  column: (node.loc?.start.column ?? 0) + 1,
})

const options: ParserOptions = {
  sourceType: 'unambiguous',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
  attachComment: false,
}

function parseText(text: string, file: string) {
  let first: unknown
  for (const plugins of dialects(file)) {
    try {
      return parse(text, { ...options, plugins })
    } catch (error) {
      first ??= error
    }
  }
  const { loc, message } = first as { loc?: { line: number; column: number }; message: string }
  const place = { file, line: loc?.line ?? 1, column: (loc?.column ?? 0) + 1 }
  throw new SourceFault(place, message.replace(/\s*\(\d+:\d+\)$/, '').replace(/\.$/, ''))
}

/** What a file may be written in, by its name, the likeliest first. */
function dialects(file: string): ParserPlugin[][] {
  const always: ParserPlugin[] = ['decorators-legacy', 'explicitResourceManagement']
  if (/\.[mc]?ts$/.test(file)) return [['typescript', ...always]]
  if (/\.tsx$/.test(file)) return [['typescript', 'jsx', ...always]]
  return [
    ['jsx', ...always],
    ['jsx', 'flow', ...always],
  ]
}
