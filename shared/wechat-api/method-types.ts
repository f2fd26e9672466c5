import type { Callback } from './callback'
import type { Entry } from './define'

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

/** The arguments of a method of the table, for a promise. */
export type ArgsOf<E> = E extends Entry<infer Args, infer _> ? Args : never

/** The arguments of a method of the table with a callback at the end. */
export type CallbackArgsOf<E> =
  E extends Entry<infer Args, infer Data> ? WithCallback<BeforeCallback<Args>, Data> : never

type WithCallback<Args extends unknown[], Data> = Args extends unknown[]
  ? [...args: Args, callback: Callback<Data>]
  : never

/** What a method of the table gives. */
export type GivenBy<E> = E extends Entry<infer _, infer Data> ? Data : never
