import type { Endpoint, ParamsOf } from '../schema/endpoint'
import type { Field, Infer, Shape } from '../schema/fields'

type Spell<S extends string, Done extends string = ''> = S extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? Spell<Rest, `${Done}${First}`>
    : Spell<Rest, `${Done}_${Lowercase<First>}`>
  : Done

/** A value in the names that travel: `tagidList` is `tagid_list`. */
export type Wire<T> = T extends string | number
  ? // An open union holds `string & {}`, which would pass for an object.
    T
  : T extends readonly (infer I)[]
    ? Wire<I>[]
    : T extends Uint8Array
      ? T
      : T extends object
        ? { [K in keyof T as K extends string ? Spell<K> : K]: Wire<T[K]> }
        : T

/** The body of a call, in wire names; members that the row does not know may stand beside. JSON text is sent as it is. */
export type Body<E> = Wire<ParamsOf<E>> | string

/** What every answer may hold. */
export interface Status {
  errcode?: number
  errmsg?: string
}

/** The answer of a row in wire names: bytes where the row gives bytes, although some come as JSON. */
export type DataOf<E> =
  E extends Endpoint<infer _, infer R>
    ? R extends Field<infer _T, boolean>
      ? Buffer | (Status & Record<string, unknown>)
      : R extends Shape
        ? Wire<Infer<R>> & Status
        : never
    : never
