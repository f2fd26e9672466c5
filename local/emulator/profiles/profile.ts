import type { EmulatorAccount } from '../accounts/account'
import type { Handlers } from '../namespaces/handler'
import type { Members } from '../platform/members'

/** A refusal, word for word. */
export interface Words {
  readonly errcode: number
  readonly errmsg: string
}

/** The refusal of a closed method. */
export interface Closed extends Words {
  /** Whether this body, in wire names, is accepted all the same. */
  readonly unless?: (body: Members) => boolean
}

/** What a profile needs to know of the catalogue. */
export interface Rows {
  /** A sample of what a method answers, in wire names. @throws Error when there is no such method */
  sampleOf(method: string): Members
}

/** Answers for programs that were written for an earlier WeChat. */
export interface Profile {
  /** Appids and secrets of this form get a token although the emulator was not told about them. */
  readonly guests: { readonly [K in keyof Pick<EmulatorAccount, 'appid' | 'secret'>]: RegExp }
  /** The refusal of an appid of any other form. */
  readonly stranger: Words
  /** Methods, or namespaces with all that is in them, that are refused before their parameters are checked. */
  readonly closed: { readonly [methodOrNamespace: string]: Closed }
  /** Methods with an answer of their own. */
  handlers(rows: Rows): Handlers
}
