// The thread in which the database computes: what it takes long for holds up nothing else.
import { parentPort } from 'node:worker_threads'
import { GatewayFault } from '../fields'
import { type Request, runAction } from './actions'
import type { Document } from './document'
import { readExtended, textOf } from './extended-json'
import { failed } from './faults'
import { Store } from './store'

/** What became of a document: its text in extended JSON, null when it was removed. */
export type Change = readonly [collection: string, id: string, text: string | null]

/** The collections as they were committed: of each its name, and its documents in extended JSON. */
type Committed = readonly (readonly [collection: string, texts: readonly string[]])[]

/** What the thread of the database is told: first what is there, then what is asked; then it may begin anew. */
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

let store = new Store()
const tell = (message: FromThread) => parentPort!.postMessage(message)

const changes = (): Change[] =>
  store
    .takeWritten()
    .map(({ collection, id, document }) => [collection, id, document === undefined ? null : textOf(document)])

parentPort!.on('message', (message: ToThread) => {
  if ('committed' in message) {
    store = new Store()
    for (const [collection, texts] of message.committed) {
      store.addCollection(collection)
      for (const text of texts) store.restore(collection, readExtended(JSON.parse(text), 0) as Document)
    }
    // The time of an operation counts from here: what is kept may take longer to read.
    tell({ isReady: true })
    return
  }
  try {
    const answer = runAction(store, message.request)
    tell({ answer, changes: changes() })
  } catch (error) {
    const said = String((error as Error)?.message)
    const { code, message } = error instanceof GatewayFault ? error : failed(said)
    tell({ fault: { code, message }, changes: changes() })
  }
})
