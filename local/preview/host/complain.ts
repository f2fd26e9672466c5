import { texts } from '../texts'
import type { Surroundings } from './program'

let show: Surroundings['complain'] = () => undefined

/** From now on complaints are shown by these surroundings. */
export function complainTo(surroundings: Surroundings): void {
  show = (message, cause) => surroundings.complain(message, cause)
}

/** Says aloud what would otherwise silently do nothing. `cause` is what was thrown. */
export function complain(message: string, cause?: unknown): void {
  show(cause instanceof Error ? texts.notices.because(message, cause.message) : message, cause)
}

/** Runs a method of the mini program; what it throws is complained about, as WeChat only logs it. */
export function runSafely(name: string, run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    complain(texts.notices.failed(name), error)
    return undefined
  }
}
