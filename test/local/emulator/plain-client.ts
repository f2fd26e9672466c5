import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../local/emulator'

/** An answer as it came over the socket. */
export interface Reply {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
  text: string
  json: any
}

interface Asking {
  headers?: Record<string, string>
  json?: unknown
  body?: string | Buffer
}

/** One request over node:http, without anything of the library. */
export function ask(
  port: number,
  verb: string,
  path: string,
  { headers, json, body }: Asking = {},
): Promise<Reply> {
  const bytes = Buffer.from(body ?? (json === undefined ? '' : JSON.stringify(json)))
  const type = json === undefined ? {} : { 'content-type': 'application/json' }
  const length = verb === 'GET' ? {} : { 'content-length': String(bytes.length) }
  return new Promise((resolve, reject) => {
    const sending = httpRequest(
      {
        port,
        host: '127.0.0.1',
        method: verb,
        path,
        agent: false,
        headers: { ...type, ...length, ...headers },
      },
      response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const all = Buffer.concat(chunks)
          const text = all.toString('utf8')
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: all,
            text,
            json: /^[[{]/.test(text) ? JSON.parse(text) : undefined,
          })
        })
      },
    )
    sending.on('error', reject)
    sending.end(bytes)
  })
}

/** Bytes to a socket; gives all that comes back until the server closes. */
export function rawAsk(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let heard = ''
    socket.setEncoding('utf8')
    socket.on('data', chunk => {
      heard += chunk
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

/** One GET over a bare socket: what is in the reply are the very bytes that came. */
export function getBySocket(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, connection: 'close', ...headers })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\n${head}\r\n`))
    const chunks: Buffer[] = []
    socket.on('data', chunk => chunks.push(chunk))
    socket.on('close', () => resolve(readReply(Buffer.concat(chunks))))
    socket.on('error', reject)
  })
}

function readReply(bytes: Buffer): Reply {
  const end = bytes.indexOf('\r\n\r\n')
  const [first, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = Object.fromEntries(
    lines.map(line => [line.split(':', 1)[0]!.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const body = bytes.subarray(end + 4)
  const text = body.toString('utf8')
  const json = /^[[{]/.test(text) ? JSON.parse(text) : undefined
  return { status: Number(first!.split(' ')[1]), headers, body, text, json }
}

interface Running {
  port: number
  appid: string
  secret: string
}

/** A client of one emulator: asks for a token once, then calls with it. */
export async function withToken({ port, appid, secret }: Running) {
  const json = { grant_type: 'client_credential', appid, secret }
  const fetchToken = async (): Promise<string> =>
    (await ask(port, 'POST', '/cgi-bin/stable_token', { json })).json.access_token
  let token = await fetchToken()
  const path = (bare: string) => `${bare}${bare.includes('?') ? '&' : '?'}access_token=${token}`
  return {
    token,
    get: async (bare: string) => (await ask(port, 'GET', path(bare))).json,
    post: async (bare: string, body: unknown) => (await ask(port, 'POST', path(bare), { json: body })).json,
    /** Moves the clock; asks for a token again, since the old one may be over. */
    advance: async (advanceMs: number) => {
      await ask(port, 'POST', '/__emu/clock', { json: { advanceMs } })
      token = await fetchToken()
    },
    effects: async () => (await ask(port, 'GET', '/__emu/effects')).json,
    log: async () => (await ask(port, 'GET', '/__emu/log')).json,
  }
}

export const minutes = (count: number) => count * 60_000

/** Runs with an emulator that is closed also when the test fails: an open server would keep jest alive. */
export async function withEmulator(
  options: EmulatorOptions,
  body: (emulator: Emulator) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator(options)
  try {
    await body(emulator)
  } finally {
    await emulator.close()
  }
}

/** Brings an emulator that several tests share back to the state of its start. */
export async function reset({ port }: Emulator): Promise<void> {
  const { status, text } = await ask(port, 'POST', '/__emu/reset', { json: {} })
  if (status !== 200) throw new Error(`the emulator was not reset: ${text}`)
}
