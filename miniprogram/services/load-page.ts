import { isCallError, ours } from './call-error'
import { type Words, wordsFor } from './error-words'

/** What a page that shows read data keeps about the reading. */
export interface Loading {
  /** Whether there is something to show. */
  loaded: boolean
  /** Whether it is being read, for the first time or again. */
  loading: boolean
  /** What went wrong the last time; beside old data or in place of it. */
  words: Words | null
}

/** Before anything was read. */
export const notLoaded = (): Loading => ({ loaded: false, loading: false, words: null })

interface LoadingPage {
  data: Loading
  setData(data: object): void
}

const turns = new WeakMap<object, number>()

/**
 * Reads what a page shows and puts it there, or puts there what went wrong. What an earlier, slower reading
 * brings is dropped; what was shown before stays while it is read again.
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
    // Who may not look any more does not go on seeing what was there.
    const refused = isCallError(error) && error.errCode === ours.callerRefused
    page.setData({ loaded: page.data.loaded && !refused, loading: false, words: wordsFor(error) })
  }
}
