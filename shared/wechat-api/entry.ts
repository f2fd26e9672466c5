import type { Endpoint, ParamsOf } from '../schema/endpoint'
import type { Field, Infer, Shape } from '../schema/fields'
import type { Callback } from './answer'
import type { Instance } from './instance'

/** What a call sends. */
export interface Plan {
  readonly row: Endpoint
  /** By wire name. */
  readonly params: unknown
}

/** A file to upload: a path, or bytes. */
export interface Upload {
  readonly file: string | Buffer
  /** The name of its part. */
  readonly part: string
  /** The rest of the call. */
  readonly params: Record<string, unknown>
  readonly fileName?: string
  readonly contentType?: string
}

/** The caller's multipart body, passed on unchanged. */
export interface Passing {
  readonly stream: NodeJS.ReadableStream & { readonly headers?: { readonly [name: string]: unknown } }
  readonly params: Record<string, unknown>
}

/** One method of the class, as data: which row it calls, and how its arguments become parameters. */
export interface Entry<Args extends unknown[] = never[], Data = unknown> {
  /** The rows it may call; the documentation names the first. */
  readonly rows: readonly Endpoint[]
  /** The required arguments, in order. */
  readonly needs: readonly string[]
  readonly plan?: (api: Instance, ...args: Args) => Plan | Promise<Plan>
  readonly upload?: (...args: Args) => Upload
  readonly passing?: (...args: Args) => Passing
  /** Another method, with other arguments: called on the instance, so that a user's replacement is used. */
  readonly via?: (api: Instance, ...args: Args) => readonly [name: string, ...args: unknown[]]
  /** Several calls of other methods. */
  readonly steps?: (api: Instance, ...args: Args) => Promise<Data>
  /** Whether it transfers files: then the timeout is a minute. */
  readonly isSlow?: boolean
  /** Throws for arguments for which programs expect an exception at the call, not a callback. */
  readonly refuse?: (...args: unknown[]) => void
  /** Only carries the type of the response; never set at run time. */
  readonly type?: Data
}

const words = (needs: string): string[] => needs.split(' ').filter(word => word !== '')

type Params = Record<string, unknown> | string | object

/** One row, whose parameters follow from the arguments. */
export const call = <E extends Endpoint, Args extends unknown[]>(
  row: E,
  needs: string,
  params: (...args: Args) => Params,
): Entry<Args, DataOf<E>> => ({
  rows: [row],
  needs: words(needs),
  plan: (_, ...args) => ({ row, params: params(...args) }),
  isSlow: row.result.kind === 'binary',
})

/** One of several rows, or asynchronous parameters. */
export const choose = <R extends readonly Endpoint[], Args extends unknown[]>(
  rows: R,
  needs: string,
  plan: (api: Instance, ...args: Args) => Plan | Promise<Plan>,
): Entry<Args, DataOf<R[number]>> => ({ rows, needs: words(needs), plan })

/** A row that takes a file. */
export const uploading = <E extends Endpoint, Args extends unknown[]>(
  row: E,
  needs: string,
  upload: (...args: Args) => Upload,
): Entry<Args, DataOf<E>> => ({ rows: [row], needs: words(needs), upload, isSlow: true })

/** A row that takes the caller's multipart body. */
export const passingOn = <E extends Endpoint, Args extends unknown[]>(
  row: E,
  needs: string,
  passing: (...args: Args) => Passing,
): Entry<Args, DataOf<E>> => ({ rows: [row], needs: words(needs), passing, isSlow: true })

/** An alias, or a shorter form. */
export const shortFor = <Args extends unknown[], T extends Entry<never, unknown>>(
  entry: T,
  needs: string,
  via: (...args: Args) => readonly [name: string, ...args: unknown[]],
): Entry<Args, NonNullable<T['type']>> => ({
  rows: entry.rows,
  needs: words(needs),
  via: (_, ...args) => via(...args),
})

/** Several calls, one after the other. */
export const steps = <T extends Entry<never, unknown>, Args extends unknown[]>(
  last: T,
  needs: string,
  run: (api: Instance, ...args: Args) => Promise<unknown>,
): Entry<Args, NonNullable<T['type']>> => ({
  rows: last.rows,
  needs: words(needs),
  steps: run as (api: Instance, ...args: Args) => Promise<NonNullable<T['type']>>,
})

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

/** The body of a call, in wire names; it may have members that the row does not know. JSON text is sent as it is. */
export type Body<E> = Wire<ParamsOf<E>> | string

/** What every response may contain. */
export interface Status {
  errcode?: number
  errmsg?: string
}

/** The response of a row in wire names: bytes if the row returns bytes, although some are JSON. */
export type DataOf<E> =
  E extends Endpoint<infer _, infer R>
    ? R extends Field<infer _T, boolean>
      ? Buffer | (Status & Record<string, unknown>)
      : R extends Shape
        ? Wire<Infer<R>> & Status
        : never
    : never

// The forms of an argument list without its trailing optional arguments.
type Forms<Args extends unknown[], Done extends unknown[] = []> = number extends Args['length']
  ? Args
  : Args extends []
    ? Done
    : Args extends [infer First, ...infer Rest]
      ? Forms<Rest, [...Done, First]>
      : Args extends [(infer First)?, ...infer Rest]
        ? Done | Forms<Rest, [...Done, First]>
        : never

// Without optional arguments the argument names stay visible in editors.
type BeforeCallback<Args extends unknown[]> = Args extends Required<Args> ? Args : Forms<Args>

/** The arguments of a method of the table, for a promise. */
export type ArgsOf<E> = E extends Entry<infer Args, infer _> ? Args : never

/** The arguments of a method of the table with a callback at the end. */
export type CallbackArgsOf<E> =
  E extends Entry<infer Args, infer Data> ? WithCallback<BeforeCallback<Args>, Data> : never

type WithCallback<Args extends unknown[], Data> = Args extends unknown[]
  ? [...args: Args, callback: Callback<Data>]
  : never

/** What a method of the table returns. */
export type GivenBy<E> = E extends Entry<infer _, infer Data> ? Data : never
