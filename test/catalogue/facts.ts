import irregular from '../facts/irregular-names.json'
import openapi from '../facts/openapi.json'

/** What is known of a member: its type alone, or its type and more. */
export type Fact = string | FullFact
export interface FullFact {
  readonly type: string
  readonly enum?: readonly (string | number)[]
  readonly fields?: Facts
  /** The members of the JSON that travels as text; empty where they are not known. */
  readonly jsonString?: Facts
}
export interface Facts {
  readonly [name: string]: Fact
}

/** What is known of a method. */
export interface MethodFacts {
  readonly namespace: string
  readonly method: string
  readonly verb: string
  readonly path: string
  readonly cloudName?: 'documented'
  readonly cloudCallable?: true
  readonly aliasOf?: string
  readonly bodyKind: string
  readonly responseKind: string
  readonly query?: Facts
  readonly body?: Facts
  readonly response?: Facts
}

/** Every documented method, by its dotted name. */
export const facts: ReadonlyMap<string, MethodFacts> = new Map(
  (openapi as unknown as MethodFacts[]).map(fact => [`${fact.namespace}.${fact.method}`, fact]),
)

export const full = (fact: Fact): FullFact => (typeof fact === 'string' ? { type: fact } : fact)

/** The places whose text holds JSON: `nearbyPoi.add body pic_list`. */
export const jsonTexts: ReadonlySet<string> = new Set(
  irregular.jsonStrings.flatMap(({ method, in: place, names }) =>
    names.map(name => `${method} ${place} ${name}`),
  ),
)

/** The methods that official samples call with convertCase: false. */
export const withoutConversion: readonly string[] = irregular.convertCaseFalse

/** The maps whose keys are the user's own: `subscribeMessage.send body data`. */
export const userKeyed: readonly string[] = irregular.opaqueKeys.map(
  ({ method, in: place, path }) => `${method} ${place} ${path.replace(/\.\*+$/, '')}`,
)

/** The names that no rule gives, by method and place: paths of wire names without the marks of lists. */
export const irregularNames: { readonly [method: string]: { readonly [place: string]: readonly string[] } } =
  irregular.names
