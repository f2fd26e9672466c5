/** A value of JSON, with where it stands in the text, in UTF-16 units from 0. */
export type JsonNode = JsonObject | JsonList | JsonPlain

export interface JsonObject {
  readonly kind: 'object'
  readonly start: number
  readonly end: number
  readonly members: readonly JsonMember[]
}

export interface JsonMember {
  readonly name: string
  /** Where its name begins. */
  readonly start: number
  readonly value: JsonNode
}

export interface JsonList {
  readonly kind: 'list'
  readonly start: number
  readonly end: number
  readonly items: readonly JsonNode[]
}

export interface JsonPlain {
  readonly kind: 'plain'
  readonly start: number
  readonly end: number
  readonly value: string | number | boolean | null
}

/** Why a text is no JSON. */
export class JsonFault extends Error {
  constructor(
    readonly at: number,
    readonly problem: string,
    /** What the writer most likely has to do. */
    readonly advice?: string,
  ) {
    super(problem)
  }
}

/** The member that counts: of several with one name it is the last. */
export const memberOf = (node: JsonNode | undefined, name: string): JsonMember | undefined =>
  node?.kind === 'object' ? [...node.members].reverse().find(member => member.name === name) : undefined

/** The plain value of a tree. */
export function plainOf(node: JsonNode): unknown {
  if (node.kind === 'plain') return node.value
  if (node.kind === 'list') return node.items.map(plainOf)
  const plain: Record<string, unknown> = {}
  for (const { name, value } of node.members) {
    Object.defineProperty(plain, name, {
      value: plainOf(value),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return plain
}
