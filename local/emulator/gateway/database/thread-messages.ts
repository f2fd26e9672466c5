import type { Request } from './actions'

/** What became of a document: its text in extended JSON, null when it was removed. */
export type Change = readonly [collection: string, id: string, text: string | null]

/** The collections as they were committed: of each its name, and its documents in extended JSON. */
export type Committed = readonly (readonly [collection: string, texts: readonly string[]])[]

/** What the thread of the database is told: first what is there, then what is asked. */
export type ToThread = { readonly committed: Committed } | { readonly request: Request }

/** What it answers, in the order in which it was asked; first that it has read what is there. */
export type FromThread =
  | { readonly isReady: true }
  | {
      readonly answer?: object
      readonly fault?: { readonly code: string; readonly message: string }
      /** What was committed meanwhile, also when it ended in a fault. */
      readonly changes: readonly Change[]
    }
