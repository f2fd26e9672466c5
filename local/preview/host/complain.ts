import { texts } from '../texts'
import type { Surroundings } from './program'

let show: Surroundings['complain'] = () => undefined
let tellApp: (error: unknown) => void = () => undefined
/** What was named as missing since the mini program began. */
const named = new Set<string>()

/** From now on complaints are shown by these surroundings, and `hear` is told what the mini program throws. */
export function complainTo(surroundings: Surroundings, hear: (error: unknown) => void): void {
  named.clear()
  show = (message, cause) => surroundings.complain(message, cause)
  tellApp = hear
}

/** Says aloud what would otherwise silently do nothing. `cause` is what was thrown. */
export function complain(message: string, cause?: unknown): void {
  const said = cause instanceof Error ? texts.notices.because(message, cause.message) : message
  // What failed because something is missing adds nothing to the name of it.
  if (![...named].some(missing => said.endsWith(missing))) show(said, cause)
}

/** Says the same only once, however often it is missed. */
export function complainOnce(message: string): void {
  if (named.has(message)) return
  named.add(message)
  show(message)
}

/** Complains about what the mini program threw, which its `onError` learns, too. */
export function complainOfError(message: string, error: unknown): void {
  complain(message, error)
  tellApp(error)
}

/** Runs a method of the mini program; what it throws is complained about, as WeChat only logs it. */
export function runSafely(name: string, run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    complainOfError(texts.notices.failed(name), error)
    return undefined
  }
}
