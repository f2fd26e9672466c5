import type { IncomingMessage } from 'node:http'
import { listEndpoints } from '../../../shared/catalog'
import { en } from '../texts/en'
import { readJson } from './call-function'

/** Something that can be done to the emulator: a button in the panel. */
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
  if (!action) throw Object.assign(new Error(en.server.noAction), { status: 400 })
  try {
    return { said: await action.run() }
  } catch (error) {
    return { said: en.server.failed((error as Error).message) }
  }
}

const hourMs = 60 * 60 * 1_000
const systemBusy = -1

/** The buttons for the emulator of this URL: parcels move on as its time passes, and it can be out of order. */
export const emulatorActions = (url: string): PreviewAction[] => [
  { words: en.actions.hour, run: () => passTime(url, hourMs) },
  { words: en.actions.day, run: () => passTime(url, 24 * hourMs) },
  { words: en.actions.busy, run: () => beBusy(url) },
  { words: en.actions.works, run: () => workAgain(url) },
]

async function passTime(url: string, advanceMs: number): Promise<string> {
  const { now } = (await ask(url, '/__emu/clock', 'POST', { advanceMs })) as { now: number }
  const time = new Date(now).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
  return en.actions.time(time)
}

async function beBusy(url: string): Promise<string> {
  // What the pages call; tokens are still given.
  const methods = listEndpoints().filter(({ namespace }) => namespace === 'logistics')
  const rules = methods.map(({ name }) => ({ match: { method: name }, action: { errcode: systemBusy } }))
  await ask(url, '/__emu/faults', 'POST', rules)
  return en.actions.isBusy(systemBusy)
}

async function workAgain(url: string): Promise<string> {
  await ask(url, '/__emu/faults', 'DELETE', {})
  return en.actions.isWorking
}

async function ask(url: string, path: string, method: string, body: object): Promise<unknown> {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(en.actions.status(response.status))
  return response.json()
}
