import type { Expression, Node, ObjectExpression } from '@babel/types'
import { docOf, SourceError } from './doc-comment'
import type { Binding, Module } from './read-module'

/** What an expression of the catalogue is, as far as comments go. */
export type Value =
  /** An object literal or a whole module: a namespace, a shape, the inside of a row. */
  | { readonly kind: 'members'; readonly members: ReadonlyMap<string, Member> }
  | { readonly kind: 'row'; readonly members: ReadonlyMap<string, Member> }
  | { readonly kind: 'field'; readonly below?: Below }
  | { readonly kind: 'plain' }

/** What a field holds: the members of an object, or items, told apart by `mark` in a path. */
export interface Below {
  readonly mark: '' | '[]' | '.*'
  readonly value: Value
}

/** A value, and what the constant behind it is said to be. */
export interface Evaluated {
  readonly value: Value
  readonly comment?: string
  readonly place: Place
}

/** Where something stands. */
export interface Place {
  readonly file: string
  readonly line?: number
}

/** A member of an object literal; evaluated when it is asked for. */
export interface Member {
  /** Its own comment, else that of the constant it stands for. */
  comment(): string | undefined
  evaluate(): Evaluated
  readonly place: Place
}

/** Finds the module that an import names. */
export type Resolve = (from: string, module: Module) => Module | undefined

const plainFields = new Set(
  'string userOpenid userId integer number bigInteger boolean oneOf oneOf.open fixed credential json media'.split(
    ' ',
  ),
)
// The place of the inner field or shape among the arguments.
const wrappers: { readonly [name: string]: { readonly argument: number; readonly mark?: Below['mark'] } } = {
  optional: { argument: 0 },
  query: { argument: 0 },
  jsonString: { argument: 0 },
  wire: { argument: 1 },
  array: { argument: 0, mark: '[]' },
  record: { argument: 0, mark: '.*' },
}

/** Evaluates the expressions of the catalogue without running them. */
export class Evaluator {
  private readonly underWay = new Set<Expression>()

  constructor(private readonly resolve: Resolve) {}

  /** What a module exports under a name. */
  exported(module: Module, name: string): Evaluated {
    const binding = module.exports.get(name)
    if (!binding) throw new SourceError(module.file, 1, `exports no ${name}`)
    return this.bound(binding, module)
  }

  /** A whole module as one object, as `export * as` gives it. */
  whole(module: Module): Evaluated {
    const place = { file: module.file }
    const members = new Map<string, Member>()
    for (const name of module.exports.keys()) {
      const evaluate = () => this.exported(module, name)
      members.set(name, { evaluate, comment: () => evaluate().comment, place })
    }
    return { value: { kind: 'members', members }, place }
  }

  private bound(binding: Binding, module: Module): Evaluated {
    if (binding.kind === 'const') {
      const { value, comment, place } = this.expression(binding.value, module)
      return { value, place, comment: binding.comment ?? comment }
    }
    const from = this.resolve(binding.from, module)
    if (!from) throw new SourceError(module.file, 1, `${binding.from} is no file of the catalogue`)
    return binding.name === '*' ? this.whole(from) : this.exported(from, binding.name)
  }

  private expression(node: Expression, module: Module): Evaluated {
    if (this.underWay.has(node)) throw this.refuse(node, module, 'this is defined by itself')
    this.underWay.add(node)
    try {
      return { ...this.anyExpression(node, module) }
    } finally {
      this.underWay.delete(node)
    }
  }

  private anyExpression(node: Expression, module: Module): Evaluated {
    const place = placeOf(node, module)
    switch (node.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'ParenthesizedExpression':
        return this.expression(node.expression, module)
      case 'StringLiteral':
      case 'NumericLiteral':
      case 'BooleanLiteral':
      case 'TemplateLiteral':
        return { value: { kind: 'plain' }, place }
      case 'ObjectExpression':
        return { value: { kind: 'members', members: this.members(node, module) }, place }
      case 'Identifier': {
        const binding = module.bindings.get(node.name)
        if (!binding) throw this.refuse(node, module, `${node.name} is not known`)
        return this.bound(binding, module)
      }
      case 'MemberExpression':
        return this.memberOf(node, module)
      case 'CallExpression':
        return this.call(node, module)
      default:
        throw this.refuse(node, module, `a ${node.type} is not understood here`)
    }
  }

  private memberOf(node: Extract<Expression, { type: 'MemberExpression' }>, module: Module): Evaluated {
    const { object, property, computed } = node
    if (object.type === 'Super' || property.type !== 'Identifier' || computed) {
      throw this.refuse(node, module, 'only name.member is understood here')
    }
    const { value } = this.expression(object, module)
    const member = 'members' in value ? value.members.get(property.name) : undefined
    if (!member) throw this.refuse(node, module, `${property.name} is not known`)
    return { ...member.evaluate(), comment: member.comment() }
  }

  private members(node: ObjectExpression, module: Module): Map<string, Member> {
    const members = new Map<string, Member>()
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        const { value } = this.expression(property.argument, module)
        if (!('members' in value)) throw this.refuse(property, module, 'only objects can be spread here')
        for (const [name, member] of value.members) members.set(name, member)
      } else if (property.type === 'ObjectProperty' && !property.computed) {
        const given = property.value as Expression
        const own = docOf(property, module.file)
        const evaluate = () => this.expression(given, module)
        members.set(this.keyOf(property.key, module), {
          evaluate,
          comment: () => own ?? evaluate().comment,
          place: placeOf(property, module),
        })
      } else throw this.refuse(property, module, 'only plain members are understood here')
    }
    return members
  }

  private keyOf(key: Node, module: Module): string {
    if (key.type === 'Identifier') return key.name
    if (key.type === 'StringLiteral' || key.type === 'NumericLiteral') return String(key.value)
    throw this.refuse(key, module, `a ${key.type} is no name`)
  }

  private call(node: Extract<Expression, { type: 'CallExpression' }>, module: Module): Evaluated {
    const place = placeOf(node, module)
    const name = this.vocabularyName(node.callee, module)
    if (plainFields.has(name)) return { value: { kind: 'field' }, place }
    if (name === 'binary') return this.binary(node, module)
    const at = wrappers[name]?.argument ?? 0
    const argument = node.arguments[at]
    if (!argument || argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder') {
      throw this.refuse(node, module, `${name}() lacks its argument`)
    }
    const inner = this.expression(argument, module)
    if (name === 'endpoint' || name === 'object') {
      const { value } = inner
      if (!('members' in value)) throw this.refuse(argument, module, `${name}() takes an object`)
      if (name === 'endpoint') return { value: { kind: 'row', members: value.members }, place }
      const below: Below = { mark: '', value: { kind: 'members', members: value.members } }
      return { value: { kind: 'field', below }, comment: inner.comment, place }
    }
    const wrapper = wrappers[name]
    if (!wrapper) throw this.refuse(node, module, `${name}() is not of the schema's vocabulary`)
    if (inner.value.kind !== 'field') throw this.refuse(argument, module, `${name}() takes a field`)
    const value: Value = wrapper.mark
      ? { kind: 'field', below: { mark: wrapper.mark, value: inner.value } }
      : inner.value
    return { value, comment: inner.comment, place }
  }

  /** Bytes, or one of several shapes: what is said of their members is said of one answer. */
  private binary(node: Extract<Expression, { type: 'CallExpression' }>, module: Module): Evaluated {
    const place = placeOf(node, module)
    const members = new Map<string, Member>()
    for (const argument of node.arguments) {
      const { value } = this.expression(argument as Expression, module)
      if (!('members' in value)) throw this.refuse(argument, module, 'binary() takes objects')
      for (const [name, member] of value.members) members.set(name, member)
    }
    return { value: { kind: 'field', below: { mark: '', value: { kind: 'members', members } } }, place }
  }

  /** The name that the schema gives to the function, whatever it was imported as. */
  private vocabularyName(callee: Node, module: Module): string {
    if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
      return `${this.vocabularyName(callee.object, module)}.${callee.property.name}`
    }
    const binding = callee.type === 'Identifier' ? module.bindings.get(callee.name) : undefined
    if (binding?.kind === 'import' && /\/schema\/(fields|endpoint)$/.test(binding.from)) return binding.name
    throw this.refuse(callee, module, 'only functions of the schema are understood here')
  }

  private refuse(node: Node, module: Module, problem: string): SourceError {
    return new SourceError(module.file, node.loc?.start.line, problem)
  }
}

const placeOf = (node: Node, module: Module): Place => ({ file: module.file, line: node.loc?.start.line })
