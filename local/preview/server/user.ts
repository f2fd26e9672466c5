import type { IncomingMessage } from 'node:http'
import { en } from '../texts/en'
import { readJson } from './call-function'

/** What a page may get of WeChat for its user: codes that work once, and data that is encrypted for a server. */
const wanted = ['login', 'phoneCode', 'user', 'phone', 'run', 'group']

/**
 * Gets such a thing from the emulator for the user whose phone it is: `{ wants, caller }`.
 * @throws Error with `status` for what is no request of our page, or when there is no emulator
 */
export async function askForUser(
  { emulator, appId }: { emulator: string | undefined; appId: string },
  isUser: (openid: string) => boolean,
  request: IncomingMessage,
): Promise<object> {
  const { wants, caller } = (await readJson(request)) as { wants?: unknown; caller?: unknown }
  const refused = (why: string) => Object.assign(new Error(why), { status: 400 })
  if (!emulator) throw refused(en.notices.noUserData)
  if (typeof caller !== 'string' || !isUser(caller)) throw refused(en.server.unknownCaller)
  if (!wanted.includes(String(wants))) throw refused(en.server.notForPages)
  const response = await fetch(`${emulator}/__emu/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ openid: caller, wants, appid: appId }),
  })
  if (!response.ok) throw refused((await response.text()).trim())
  return (await response.json()) as object
}
