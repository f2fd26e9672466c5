import type { Summary } from './answer'
import type { Entry } from './define'
import type { WeChatAPIError } from './errors'

/** How the old class answers. */
export type Callback<Data> = (
  error: (Error & Partial<WeChatAPIError>) | null,
  data: Data,
  res: Summary | undefined,
) => void

// The forms of a list of arguments when what is optional at its end is left out.
type Forms<Args extends unknown[], Done extends unknown[] = []> = number extends Args['length']
  ? Args
  : Args extends []
    ? Done
    : Args extends [infer First, ...infer Rest]
      ? Forms<Rest, [...Done, First]>
      : Args extends [(infer First)?, ...infer Rest]
        ? Done | Forms<Rest, [...Done, First]>
        : never

// Without optional arguments the names of the arguments stay, for those who hover.
type BeforeCallback<Args extends unknown[]> = Args extends Required<Args> ? Args : Forms<Args>

type CallbackForm<Args extends unknown[], Data> = Args extends unknown[]
  ? (...args: [...BeforeCallback<Args>, callback: Callback<Data>]) => void
  : never

type UnionToIntersection<U> = (U extends unknown ? (value: U) => void : never) extends (
  value: infer I,
) => void
  ? I
  : never

/** A method in both styles: a callback at the end, or a promise. */
export type Method<Args extends unknown[], Data> = UnionToIntersection<CallbackForm<Args, Data>> &
  ((...args: Args) => Promise<Data>)

/** Entries as methods, each with its twin that takes the token as it is. */
export type MethodsOf<T> = {
  [K in keyof T]: T[K] extends Entry<infer Args, infer Data> ? Method<Args, Data> : never
} & {
  [K in keyof T as K extends string ? `_${K}` : never]: T[K] extends Entry<infer Args, infer Data>
    ? Method<Args, Data>
    : never
}
