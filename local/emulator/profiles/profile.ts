import type { EmulatorAccount } from '../accounts/account'
import type { Handlers } from '../namespaces/handler'
import type { Members } from '../platform/members'

/** A refusal, word for word. */
export interface Words {
  readonly errcode: number
  readonly errmsg: string
}

/** What a closed method says. */
export interface Closed extends Words {
  /** Whether this body, in wire names, goes through all the same. */
  readonly unless?: (body: Members) => boolean
}

/** What a profile needs to know of the catalogue. */
export interface Rows {
  /** A sample of what a method answers, in wire names. @throws Error when there is no such method */
  sampleOf(method: string): Members
}

/** Other answers than the usual ones, for programs that were written for the WeChat of their time. */
export interface Profile {
  /** Appids and secrets of this form get a token although nobody told the emulator of them. */
  readonly guests: { readonly [K in keyof Pick<EmulatorAccount, 'appid' | 'secret'>]: RegExp }
  /** What an appid of any other form hears. */
  readonly stranger: Words
  /** Methods, or namespaces with all that is in them, that are refused before their parameters are checked. */
  readonly closed: { readonly [methodOrNamespace: string]: Closed }
  /** Methods with an answer of their own. */
  handlers(rows: Rows): Handlers
}
