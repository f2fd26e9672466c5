import { ask } from './plain-client'

/** The emulator's page, as a browser asks for it. */
export const page = (port: number) =>
  ask(port, 'GET', '/__emu/', { headers: { accept: 'text/html,application/xhtml+xml,*/*' } })

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}
const decode = (text: string) => text.replace(/&(lt|gt|quot|#39|amp);/g, entity => entities[entity])

const blocksIn = (html: string, title: string): string[] => {
  const found = html.matchAll(
    new RegExp(`<h3>${title}</h3>(?:<button[^>]*>Copy</button>)?<pre>([^<]*)</pre>`, 'g'),
  )
  return [...found].map(match => decode(match[1]))
}

/** The text under a heading, newest call first. */
export const blocks = async (port: number, title: string): Promise<string[]> =>
  blocksIn((await page(port)).text, title)

/** The text under a heading of the newest call alone; undefined when the call has none. */
export const newestBlock = async (port: number, title: string): Promise<string | undefined> => {
  const [newest] = (await page(port)).text.match(/<details id="call-.*?<\/details>/s) ?? []
  return newest === undefined ? undefined : blocksIn(newest, title)[0]
}
