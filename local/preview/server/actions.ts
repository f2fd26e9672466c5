import type { IncomingMessage } from 'node:http'
import { listEndpoints } from '../../../shared/catalog'
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

const hourMs = 60 * 60 * 1_000
const systemBusy = -1

/** The buttons for the emulator of this URL: parcels move on as its time passes, and it can be out of order. */
export const emulatorActions = (url: string): PreviewAction[] => [
  { words: '1 hour passes', run: () => passTime(url, hourMs) },
  { words: '1 day passes', run: () => passTime(url, 24 * hourMs) },
  { words: 'WeChat is busy', run: () => beBusy(url) },
  { words: 'WeChat works again', run: () => workAgain(url) },
]

async function passTime(url: string, advanceMs: number): Promise<string> {
  const { now } = (await ask(url, '/__emu/clock', 'POST', { advanceMs })) as { now: number }
  const time = new Date(now).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
  return `For WeChat it is ${time} now. ⟳ at the top of the page shows what has changed.`
}

async function beBusy(url: string): Promise<string> {
  // What the pages call; tokens are still given.
  const methods = listEndpoints().filter(({ namespace }) => namespace === 'logistics')
  const rules = methods.map(({ name }) => ({ match: { method: name }, action: { errcode: systemBusy } }))
  await ask(url, '/__emu/faults', 'POST', rules)
  return `WeChat answers ${systemBusy} to every call of logistics now, until it works again.`
}

async function workAgain(url: string): Promise<string> {
  await ask(url, '/__emu/faults', 'DELETE', {})
  return 'WeChat answers as usual. A failed page can be tried again.'
}

async function ask(url: string, path: string, method: string, body: object): Promise<unknown> {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`the emulator answered ${response.status}`)
  return response.json()
}
