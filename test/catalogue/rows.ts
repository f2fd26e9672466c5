import * as catalogue from '../../shared/catalogue'
import { type CatalogueNode, type Endpoint, isEndpoint } from '../../shared/schema/endpoint'
import type { Field, Shape } from '../../shared/schema/fields'

/** A row with the name that users call it by. */
export interface Named {
  readonly method: string
  readonly row: Endpoint
}

/** Every row below a node, by its dotted name. */
export function rowsBelow(node: CatalogueNode, prefix = ''): Named[] {
  const rows: Named[] = []
  for (const name of Object.keys(node)) {
    const member = node[name]!
    if (isEndpoint(member)) rows.push({ method: prefix + name, row: member })
    else rows.push(...rowsBelow(member as CatalogueNode, `${prefix}${name}.`))
  }
  return rows
}

/** Every row of the catalogue. */
export const rows: readonly Named[] = rowsBelow(catalogue as unknown as CatalogueNode)

/** A field somewhere in a row, with the way to it. */
export interface Found {
  readonly method: string
  /** `params cargo.detailList[].count` */
  readonly where: string
  readonly name: string
  readonly field: Field<unknown>
}

/** Every named field of a row, of its params and of its result, at any depth. */
export function fieldsOf({ method, row }: Named): Found[] {
  const found: Found[] = []
  const walk = (shape: Shape, prefix: string) => {
    for (const name of Object.keys(shape)) {
      const field = shape[name]!
      found.push({ method, where: prefix + name, name, field })
      into(field, prefix + name)
    }
  }
  const into = (field: Field<unknown>, where: string) => {
    if (field.fields) walk(field.fields, `${where}.`)
    if (field.item) into(field.item, field.kind === 'array' ? `${where}[]` : where)
  }
  walk(row.params, 'params ')
  walk(membersOf(row.result), 'result ')
  return found
}

/** Whether a result is bytes, not members. */
export const isBinary = (result: Endpoint['result']): result is Field<object> =>
  (result as { kind?: unknown }).kind === 'binary'

/** The members of an answer; of bytes those of the JSON that may come in their place. */
export const membersOf = (result: Endpoint['result']): Shape =>
  isBinary(result) ? (result.fields ?? {}) : (result as Shape)
