import type { IncomingMessage } from 'node:http'
import { readJson } from './call-function'

/** Something that can be done to what stands in for WeChat: a button in the panel. */
export interface PreviewAction {
  /** What the button says: `1 hour passes`. */
  words: string
  /** Does it, and gives the sentence that is then shown. */
  run(): Promise<string>
}

/**
 * Does what a button of the page stands for; one that fails says so.
 * @throws Error with `status` 400 when there is no such button
 */
export async function runAction(
  actions: readonly PreviewAction[],
  request: IncomingMessage,
): Promise<{ said: string }> {
  const { words } = (await readJson(request)) as { words?: unknown }
  const action = actions.find(candidate => candidate.words === words)
  if (!action) throw Object.assign(new Error('there is no such button'), { status: 400 })
  try {
    return { said: await action.run() }
  } catch (error) {
    return { said: `It did not work: ${(error as Error).message}` }
  }
}
