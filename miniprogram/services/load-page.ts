import { isCallError, ours } from './call-error'
import { type Words, wordsFor } from './error-words'

/** The loading state of a page. */
export interface Loading {
  /** Whether there is something to show. */
  loaded: boolean
  /** Whether it is loading, for the first time or again. */
  loading: boolean
  /** The last error; shown next to old data or instead of it. */
  words: Words | null
}

/** The state before the first load. */
export const notLoaded = (): Loading => ({ loaded: false, loading: false, words: null })

interface LoadingPage {
  data: Loading
  setData(data: object): void
}

const turns = new WeakMap<object, number>()

/**
 * Loads what a page shows, or shows the error. The result of an earlier, slower load is dropped; old data stays visible
 * during a reload.
 */
export async function loadPage(page: LoadingPage, read: () => Promise<object>): Promise<void> {
  const turn = (turns.get(page) || 0) + 1
  turns.set(page, turn)
  page.setData({ loading: true })
  try {
    const data = await read()
    if (turns.get(page) === turn) page.setData({ ...data, loaded: true, loading: false, words: null })
  } catch (error) {
    if (turns.get(page) !== turn) return
    // Users that lost permission must not keep seeing the data.
    const refused = isCallError(error) && error.errCode === ours.callerRefused
    page.setData({ loaded: page.data.loaded && !refused, loading: false, words: wordsFor(error) })
  }
}
