import type { Place } from '../../project/finding'
import type { Imported } from '../project/resolve-import'
import type { Exports } from './exports'
import type { ClassNode, Node } from './nodes'
import type { Source } from './parse-source'
import type { Records } from './records'
import type { Binding } from './scopes'
import type { Frame, FunctionValue, Values } from './values'

/** A call as it is written. */
export interface Calling {
  readonly args: readonly Values[]
  readonly self: Values
  /** Where the call is said to be. */
  readonly named: Node
  readonly isNew: boolean
  /** The arguments as they are written. */
  readonly written: readonly Node[]
  readonly frame: Frame
}

/** What the scanner asks about the world outside of the program. */
export interface World {
  /** Whether WeChat has a method of this dotted name. */
  isMethod(name: string): boolean
  /** All methods at or below a dotted name; '' for all. */
  methodsBelow(name: string): readonly string[]
  /** What an import means. */
  resolve(specifier: string, from: string): Imported
  /** A file, read; undefined for one that is not a program, which has been noted. */
  load(path: string): Source | undefined
}

/** What the parts of the scanner ask of each other. */
export interface Scan {
  readonly world: World
  readonly records: Records
  valuesOf(node: Node, frame: Frame): Values
  /** What a member can be; of any name where that is not known. */
  member(values: Values, name: string | undefined): Values
  /** What a call gives; what it does is recorded. */
  call(callees: Values, calling: Calling): Values
  /** Values leave the program: anything may be done with them. */
  release(values: Values, leaving: Leaving): void
  /** The frame of a call: its body is scanned too. */
  enter(callee: FunctionValue, args: readonly Values[] | undefined, self: Values): Frame
  /** The frame of a call, of which nothing is scanned yet. */
  frameIn(callee: FunctionValue, args: readonly Values[] | undefined, self: Values): Frame
  /** The frame in which the fields of a class are set. */
  bodyOf(node: ClassNode, frame: Frame, self: Values): Frame
  /** The frame of a function or a file, with nothing known about its parameters. */
  frameOf(node: Node, source: Source): Frame
  /** What a name of a file can be, for any reader. */
  bindingOf(binding: Binding, source: Source): Values
  /** The frame of the code around a node, with nothing known about its parameters. */
  frameAround(node: Node, source: Source): Frame
  exportsOf(source: Source): Exports
  /** What `require` of an import gives. */
  moduleOf(imported: Imported): Values
  place(node: Node, frame: Frame): Place
}

/** Where values go out. */
export interface Leaving {
  readonly named: Node
  readonly frame: Frame
  /** Whether nothing needs to be said about an `openapi` among them. */
  readonly isSilent: boolean
}
