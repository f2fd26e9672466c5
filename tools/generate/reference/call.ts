import type { EndpointInfo, Shape } from '../../../shared/catalog'
import { isObject } from '../../../shared/schema/objects'
import { sample } from '../../../shared/schema/sample'
import { examples } from './examples'

const longestLine = 90
// What a row gives is taken out of the answer by name as long as the line stays short.
const mostNames = 4
const noNames =
  /^(?:break|case|class|default|delete|export|function|import|in|new|package|return|switch|this|type|var|void|with)$/

/** A call of a method that can be pasted, with plausible values. */
export function callOf(endpoint: EndpointInfo): string {
  const params = examples[endpoint.name] ?? sample(endpoint.params, { names: 'camel', requiredOnly: true })
  const files = Object.keys(endpoint.params).filter(name => isFile(endpoint.params, name))
  const given = { ...params }
  for (const name of files.filter(name => name in given)) given[name] = fileMark
  // A method of a picture alone is shown with one, although an address would do.
  if (files[0] && Object.keys(given).length === 0) given[files[0]] = fileMark
  const written = Object.keys(given).length > 0 ? literal(given, 0) : ''
  return `${resultOf(endpoint)}await openapi.${endpoint.name}(${written})`
}

const fileMark = Symbol('file')

const isFile = (params: Shape, name: string): boolean => params[name]?.kind === 'media'

function resultOf({ result }: EndpointInfo): string {
  if (result.kind === 'binary') return result.fields ? 'const answer = ' : 'const { contentType, buffer } = '
  const names = Object.keys(result)
  if (names.length === 0) return ''
  const isPlain = names.every(name => /^[a-z]\w*$/i.test(name) && !noNames.test(name))
  return names.length <= mostNames && isPlain ? `const { ${names.join(', ')} } = ` : 'const answer = '
}

/** A value as a program writes it: on one line where it fits. */
function literal(value: unknown, level: number): string {
  if (value === fileMark) return "{ contentType: 'image/png', value: fs.readFileSync('picture.png') }"
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`
  if (!isObject(value)) return String(value)
  const items = Array.isArray(value)
    ? value.map(item => literal(item, level + 1))
    : Object.entries(value).map(([name, member]) => `${nameOf(name)}: ${literal(member, level + 1)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (items.length === 0) return open + close
  const inLine = Array.isArray(value) ? `[${items.join(', ')}]` : `{ ${items.join(', ')} }`
  // The call itself stands before the outermost line.
  if (inLine.length + 2 * level <= (level === 0 ? 50 : longestLine) && !inLine.includes('\n')) return inLine
  const inner = '  '.repeat(level + 1)
  return `${open}\n${items.map(item => `${inner}${item},\n`).join('')}${'  '.repeat(level)}${close}`
}

const nameOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`)
