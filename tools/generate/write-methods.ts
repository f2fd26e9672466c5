import type { EndpointInfo } from '../../shared/catalog'

interface Names {
  [name: string]: string | Names
}

/** The file by which the mini program knows the methods of its cloud functions. */
export function writeMethods(endpoints: readonly EndpointInfo[]): string {
  const tree: Names = {}
  for (const { namespace, method, effect } of endpoints) {
    let node = tree
    for (const part of namespace.split('.')) {
      node[part] ??= {}
      node = node[part] as Names
    }
    node[method] = typeof effect === 'string' ? effect : 'keyed'
  }
  return `// DO NOT EDIT. Made from shared/catalogue: for each method what a second send of the same call does.
export const methods = ${objectText(tree, '')} as const
`
}

function objectText(names: Names, indent: string): string {
  const lines = Object.entries(names).map(
    ([name, inner]) =>
      `${indent}  ${name}: ${typeof inner === 'string' ? `'${inner}'` : objectText(inner, `${indent}  `)},\n`,
  )
  return `{\n${lines.join('')}${indent}}`
}
