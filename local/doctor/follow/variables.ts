import { type Node, numberOf } from '../syntax/nodes'
import { reaching } from '../syntax/reaching'
import type { Binding } from '../syntax/scopes'
import type { Frame } from './frame'
import type { Machine } from './machine'
import { importedValues } from './modules'
import { nothing, only, text, union, type Values } from './values'

/** Members of `global` and `globalThis`. */
export const globals = 'globals'

/** What a name can be where it is read. */
export function readName(name: string, at: Node, frame: Frame, machine: Machine): Values {
  const { source } = frame
  const binding = source.scopes.find(name, at)
  if (!binding) return readGlobal(name, frame, machine)
  if (binding.imported) return importedValues(binding.imported, source, machine)
  return valuesOf(binding, reaching(binding, at, source), frame, machine)
}

/** What a name can be at any time. */
export const readWhole = (binding: Binding, frame: Frame, machine: Machine): Values =>
  binding.imported
    ? importedValues(binding.imported, frame.source, machine)
    : valuesOf(binding, binding.writes, frame, machine)

/** Gives a name a value. */
export function writeName(
  name: string,
  values: Values,
  { at, frame, machine }: { at: Node; frame: Frame; machine: Machine },
): void {
  const binding = frame.source.scopes.find(name, at)
  if (!binding) machine.store.addMember(globals, name, values)
  else machine.store.add(cell(binding, at, ownerOf(binding, frame)), values)
}

function valuesOf(binding: Binding, writes: readonly Node[], frame: Frame, { store }: Machine): Values {
  const owner = ownerOf(binding, frame)
  return union(writes.map(write => store.read(cell(binding, write, owner))))
}

const cell = (binding: Binding, write: Node, owner: Frame | undefined): string =>
  `${owner?.key} ${numberOf(binding)} ${numberOf(write)}`

function ownerOf(binding: Binding, frame: Frame): Frame | undefined {
  let at: Frame | undefined = frame
  while (at && at.node !== binding.owner) at = at.parent
  return at
}

function readGlobal(name: string, { source: { path } }: Frame, { store }: Machine): Values {
  if (name === 'undefined') return nothing
  if (name === 'exports') return only({ kind: 'module', path })
  if (name === 'module') return only({ kind: 'object', id: `module.exports of ${path}` })
  if (name === '__dirname' || name === '__filename') return text(name)
  const assigned = store.readMember(globals, name)
  return assigned.size > 0 ? assigned : only({ kind: 'global', name })
}
