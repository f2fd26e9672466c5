import { runSafely } from '../../complain'
import type { CloudAccess, Snapshot } from './access'
import { CloudFailure, requireType } from './failure'
import { readValue } from './values'

/** What a watch of the mini program gives its news to. */
export interface WatchOptions {
  onChange(snapshot: object): void
  onError(error: Error): void
}

/** A watch that goes on until it is closed. */
export interface Listener {
  close(): Promise<void>
}

/** A watch could not begin, or was ended by the cloud, in the codes of the SDK. */
const notBegun = -402002
const connectionClosed = -402009

/**
 * Tells of documents: first all of them, then what becomes of them.
 * @throws CloudFailure when a listener is missing
 */
export function watch(access: CloudAccess, name: string, values: object, options: WatchOptions): Listener {
  requireType('onChange', options?.onChange, 'function')
  requireType('onError', options?.onError, 'function')
  let hasBegun = false
  let isOpen = true
  const close = access.watch(
    values,
    snapshot => {
      if (!isOpen) return
      hasBegun = true
      runSafely(`${name} onChange`, () => options.onChange(readSnapshot(snapshot)))
    },
    ({ reason }) => {
      if (!isOpen) return
      isOpen = false
      const errCode = hasBegun ? connectionClosed : notBegun
      const what = hasBegun ? 'realtime listener closed' : 'realtime listener init watch fail'
      const error = new CloudFailure(errCode, `${errCode} ${what}. ${reason}`).at(name)
      runSafely(`${name} onError`, () => options.onError(error))
    },
  )
  return {
    async close() {
      isOpen = false
      await close()
    },
  }
}

/** The documents with their dates and places. */
function readSnapshot({ docs, docChanges, ...rest }: Snapshot): object {
  return { ...rest, docs: readValue(docs), docChanges: readValue(docChanges) }
}
