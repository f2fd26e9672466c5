// The events that the code of a project sends its functions: what it calls them with, as far as it is a literal.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@babel/parser'
import { filesBelow, readJson } from './find.mjs'

const plugins = ['typescript', 'jsx', 'decorators-legacy']
const largestBytes = 1024 * 1024
const mostEvents = 12
/** The user who calls, in the emulator. */
export const openid = 'oABC'

function parsed(path) {
  const text = readFileSync(path, 'utf8')
  if (text.length > largestBytes || !/['"`]/.test(text)) return undefined
  const code = path.endsWith('.vue') ? (/<script[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '') : text
  try {
    return parse(code, { sourceType: 'unambiguous', errorRecovery: true, plugins })
  } catch {
    return undefined
  }
}

/** Calls a function with every node of a tree. */
function walk(node, visit) {
  if (Array.isArray(node)) for (const one of node) walk(one, visit)
  else if (typeof node?.type === 'string') {
    visit(node)
    for (const key of Object.keys(node))
      if (typeof node[key] === 'object' && key !== 'loc') walk(node[key], visit)
  }
}

/** What a value that only a run would tell may be, by its name. */
function sample(name) {
  if (/openid/i.test(name)) return openid
  if (/^(is|has|can)[A-Z_]/.test(name)) return true
  if (/list|ids$|array|items|tags|imgs|images|files$/i.test(name)) return []
  if (
    /count|num|page|size|limit|skip|start|index|price|total|amount|fee|score|integral|age$|lat|lng|lon|year|month|day/i.test(
      name,
    )
  )
    return 1
  if (/^miniprogramState$/i.test(name)) return 'developer'
  if (/time|date|stamp|schedule|finish|expire|deadline/i.test(name)) return 1_700_000_000_000
  return `sample ${name}`
}

const nameOf = ({ name, value }) => String(name ?? value ?? '')

/** The value of an expression; where it is not a literal, a sample by the name that it has. */
function evaluate(node, name, constants) {
  switch (node?.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value
    case 'NullLiteral':
      return null
    case 'UnaryExpression':
      return node.operator === '-' ? -Number(evaluate(node.argument, name, constants)) : !node.argument.value
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? node.quasis[0].value.cooked : sample(name)
    case 'ArrayExpression':
      return node.elements.map(one => evaluate(one, name, constants))
    case 'ObjectExpression':
      return Object.fromEntries(
        node.properties
          .filter(({ type, computed }) => type === 'ObjectProperty' && !computed)
          .map(({ key, value }) => [nameOf(key), evaluate(value, nameOf(key), constants)]),
      )
    case 'Identifier': {
      const known = constants.get(node.name)
      // One step only: a name may stand for itself.
      return known ? evaluate(known, name, new Map()) : sample(name || node.name)
    }
    case 'TSAsExpression':
    case 'ParenthesizedExpression':
      return evaluate(node.expression, name, constants)
    default:
      return sample(name)
  }
}

/** Every call in a file that names a function: `callFunction({ name, data })`, or `call('name', data)` of a wrapper. */
function* callsIn(tree, names) {
  const constants = new Map()
  const calls = []
  walk(tree, node => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
      constants.set(node.id.name, node.init)
    if (/CallExpression$/.test(node.type)) calls.push(node)
  })
  for (const { arguments: given, callee } of calls) {
    const [first, second] = given
    const isCallFunction = nameOf(callee.property ?? callee) === 'callFunction'
    const isWrapper = first?.type === 'StringLiteral' && names.has(first.value)
    if (isCallFunction && first?.type === 'ObjectExpression') {
      const member = key =>
        first.properties.find(property => property.key && nameOf(property.key) === key)?.value
      const name = evaluate(member('name'), 'name', constants)
      if (names.has(name)) yield { name, data: eventOf(member('data'), constants) }
    } else if (isWrapper && second?.type === 'ObjectExpression') {
      yield { name: first.value, data: eventOf(second, constants) }
    }
  }
}

function eventOf(node, constants) {
  const value = node ? evaluate(node, '', constants) : {}
  return typeof value === 'object' && value !== null ? value : {}
}

/** The texts that a function compares the members of its event with: `switch (event.action)`, and routes of tcb-router. */
function choicesIn(tree) {
  const choices = new Map()
  const add = (key, node) => {
    if (node?.type === 'StringLiteral') choices.set(key, (choices.get(key) ?? new Set()).add(node.value))
  }
  const keyOf = node => nameOf(node.property ?? node)
  walk(tree, node => {
    if (node.type === 'SwitchStatement')
      for (const { test } of node.cases) add(keyOf(node.discriminant), test)
    if (node.type === 'BinaryExpression' && /^===?$/.test(node.operator)) add(keyOf(node.left), node.right)
    if (node.type === 'CallExpression' && nameOf(node.callee.property ?? {}) === 'router')
      for (const one of node.arguments[0]?.elements ?? [node.arguments[0]]) add('$url', one)
  })
  return choices
}

/** Keys that say what a function is to do. */
const isChoice = key =>
  /^(\$url|action|type|method|func\w*|fun|op|operation|cmd|command|api|route|path|name|kind)$/i.test(key)

/** The events of a function with every choice that its code knows, where nobody who calls it says which. */
function withChoices(events, tree) {
  const choices = tree ? choicesIn(tree) : new Map()
  return events.flatMap(({ data, openid }) => {
    const keys = Object.keys(data).length > 0 ? Object.keys(data) : [...choices.keys()]
    const key = keys.find(
      one => isChoice(one) && choices.has(one) && (!(one in data) || data[one] === sample(one)),
    )
    if (!key) return [{ data, openid }]
    return [...choices.get(key)].map(choice => ({ data: { ...data, [key]: choice }, openid }))
  })
}

/** What the timers of a function send it. */
const timersOf = ({ folder }) =>
  (readJson(join(folder, 'config.json'))?.triggers ?? [])
    .filter(({ type }) => type === 'timer')
    .map(({ name }) => ({ data: { Type: 'Timer', TriggerName: name, Time: '2026-11-30T00:00:00Z' } }))

/**
 * The events of each function of a project, each once; of one that nobody calls `{}`.
 * @returns lists of `{ data, openid }` by the function's name
 */
export function eventsOf({ folder, functions }, isOtherProject) {
  const names = new Set(functions.map(({ name }) => name))
  const found = new Map(functions.map(({ name }) => [name, new Map()]))
  for (const path of filesBelow(folder, below => !isOtherProject(below))) {
    if (!/\.([jt]sx?|vue)$/.test(path) || path.endsWith('.d.ts')) continue
    const tree = parsed(path)
    for (const { name, data } of tree ? callsIn(tree, names) : [])
      found.get(name).set(JSON.stringify(data), { data, openid })
  }
  return new Map(
    functions.map(one => {
      const called = [...found.get(one.name).values()]
      const timers = timersOf(one)
      const given = called.length + timers.length > 0 ? called : [{ data: {}, openid }]
      const events = [...withChoices(given, one.entry && parsed(join(one.folder, one.entry))), ...timers]
      return [one.name, events.slice(0, mostEvents)]
    }),
  )
}
