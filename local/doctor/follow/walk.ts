import type { Statement } from '@babel/types'
import { childrenOf, type FunctionNode, isFunction, type Node } from '../syntax/nodes'
import { assign, listOf } from './assign'
import { evaluate } from './evaluate'
import type { Frame } from './frame'
import { argumentCell, type Machine, returnCell, thisCell } from './machine'
import { readAll } from './members'
import { enterFile, wholeOf } from './modules'
import { nothing, only, text, union, unknown, type Values } from './values'
import { writeName } from './variables'

/** Runs the body of a file or a function. */
export function walkFrame(frame: Frame, machine: Machine): void {
  const { node, source } = frame
  if (node.type === 'Program') {
    machine.store.add(thisCell(frame), only({ kind: 'module', path: source.path }))
    walkAll(node.body, frame, machine)
  } else if (isFunction(node)) {
    takeArguments(node, frame, machine)
    if (node.body.type === 'BlockStatement') walkAll(node.body.body, frame, machine)
    else machine.store.add(returnCell(frame), evaluate(node.body, frame, machine))
  }
}

function takeArguments(node: FunctionNode, frame: Frame, machine: Machine): void {
  const writing = { at: node, frame, machine }
  if (node.type === 'FunctionExpression' && node.id && frame.parent) {
    assign(node.id, only({ kind: 'function', node, frame: frame.parent }), writing)
  }
  const argument = (at: number): Values =>
    frame.isOpen ? unknown : machine.store.read(argumentCell(frame, at))
  node.params.forEach((param, at) => {
    if (param.type !== 'RestElement') {
      assign(param, argument(at), writing)
      return
    }
    const rest = union(Array.from({ length: 8 }, (_, more) => argument(at + more)))
    assign(param.argument, new Set([listOf(rest, param, frame, machine)]), writing)
  })
}

/** Runs statements in their order, the functions that they declare first. */
function walkAll(statements: readonly Statement[], frame: Frame, machine: Machine): void {
  for (const statement of statements) {
    const declared = 'declaration' in statement && statement.declaration ? statement.declaration : statement
    if ((declared as Node).type === 'FunctionDeclaration')
      declareFunction(declared as FunctionNode, frame, machine)
  }
  for (const statement of statements) walkStatement(statement, frame, machine)
}

function declareFunction(node: FunctionNode, frame: Frame, machine: Machine): void {
  if (node.type !== 'FunctionDeclaration' || !node.id) return
  writeName(node.id.name, only({ kind: 'function', node, frame }), { at: node, frame, machine })
}

function walkStatement(node: Node, frame: Frame, machine: Machine): void {
  const { store } = machine
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
      break
    case 'BlockStatement':
      walkAll(node.body, frame, machine)
      break
    case 'ReturnStatement':
      if (node.argument) store.add(returnCell(frame), evaluate(node.argument, frame, machine))
      break
    case 'VariableDeclaration':
      if (node.declare) break
      for (const one of node.declarations) {
        if (one.init) assign(one.id, evaluate(one.init, frame, machine), { at: one, frame, machine })
      }
      break
    case 'ClassDeclaration':
      if (node.id && !node.declare)
        writeName(node.id.name, evaluate(node, frame, machine), { at: node, frame, machine })
      break
    case 'ForOfStatement':
    case 'ForInStatement':
      walkLoop(node, frame, machine)
      break
    case 'CatchClause':
      if (node.param) assign(node.param, unknown, { at: node, frame, machine })
      walkStatement(node.body, frame, machine)
      break
    case 'TSEnumDeclaration':
      declareEnum(node, frame, machine)
      break
    default:
      walkOther(node, frame, machine)
  }
}

function walkOther(node: Node, frame: Frame, machine: Machine): void {
  switch (node.type) {
    case 'ImportDeclaration': {
      const isType = node.importKind === 'type' || node.importKind === 'typeof'
      const imported = isType ? undefined : machine.world.resolve(node.source.value, frame.source.path)
      if (imported?.kind === 'file') enterFile(imported.path, machine)
      break
    }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      if (node.exportKind === 'type') break
      const imported = node.source ? machine.world.resolve(node.source.value, frame.source.path) : undefined
      if (imported?.kind === 'file') enterFile(imported.path, machine)
      if ('declaration' in node && node.declaration) walkStatement(node.declaration, frame, machine)
      break
    }
    case 'ExportDefaultDeclaration':
      exportDefault(node.declaration, frame, machine)
      break
    case 'TSExportAssignment': {
      const values = evaluate(node.expression, frame, machine)
      machine.store.addMember(`module.exports of ${frame.source.path}`, 'exports', values)
      break
    }
    case 'TSImportEqualsDeclaration': {
      const { moduleReference } = node
      if (moduleReference.type !== 'TSExternalModuleReference') break
      const imported = machine.world.resolve(moduleReference.expression.value, frame.source.path)
      writeName(node.id.name, wholeOf(imported, machine), { at: node, frame, machine })
      break
    }
    default:
      // What a statement holds are statements and expressions; both kinds know their own.
      if (/(Statement|SwitchCase|StaticBlock|Program)$/.test(node.type)) {
        for (const child of childrenOf(node)) walkStatement(child, frame, machine)
      } else evaluate(node, frame, machine)
  }
}

function exportDefault(declaration: Node, frame: Frame, machine: Machine): void {
  const module = `module ${frame.source.path}`
  if (declaration.type === 'FunctionDeclaration') {
    const values = only({ kind: 'function', node: declaration, frame })
    machine.store.addMember(module, 'default', values)
  } else if (declaration.type === 'ClassDeclaration') {
    const values = evaluate(declaration, frame, machine)
    if (declaration.id) writeName(declaration.id.name, values, { at: declaration, frame, machine })
    machine.store.addMember(module, 'default', values)
  } else if (declaration.type !== 'TSDeclareFunction') {
    machine.store.addMember(module, 'default', evaluate(declaration, frame, machine))
  }
}

function walkLoop(
  node: Extract<Node, { type: 'ForOfStatement' | 'ForInStatement' }>,
  frame: Frame,
  machine: Machine,
): void {
  const over = evaluate(node.right, frame, machine)
  const elements =
    node.type === 'ForInStatement' ? unknown : union(Array.from(over, one => readAll(one, machine)))
  const { left } = node
  if (left.type === 'VariableDeclaration') {
    const [declarator] = left.declarations
    if (declarator) assign(declarator.id, elements, { at: declarator, frame, machine })
  } else assign(left, elements, { at: node, frame, machine })
  walkStatement(node.body, frame, machine)
}

function declareEnum(
  node: Extract<Node, { type: 'TSEnumDeclaration' }>,
  frame: Frame,
  machine: Machine,
): void {
  const id = `enum of ${frame.key} at ${node.start}`
  const members = 'body' in node && node.body && 'members' in node.body ? node.body.members : node.members
  for (const { id: key, initializer } of members ?? []) {
    const name = key.type === 'Identifier' ? key.name : key.type === 'StringLiteral' ? key.value : ''
    const values = initializer ? evaluate(initializer, frame, machine) : nothing
    machine.store.addMember(id, name, values.size > 0 ? values : text(name))
  }
  writeName(node.id.name, only({ kind: 'object', id }), { at: node, frame, machine })
}
