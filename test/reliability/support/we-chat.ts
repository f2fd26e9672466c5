import * as http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What a fetch does to the token before it. */
export const policies = ['stable', 'classic-strict', 'classic-overlap-last', 'classic-overlap-5min'] as const
export type Policy = (typeof policies)[number]

/** A request as it arrived. */
export interface Seen {
  path: string
  token: string | null
  body: string
  /** What stands in the URL behind the path. */
  search: string
  /** Its place among the requests of its kind, from 1. */
  nth: number
}

type Answer = object | string | ((response: http.ServerResponse, socket: Socket) => void)

/** WeChat as far as tokens go: each policy that it is known or reported to have, and who sent what. */
export interface WeChat {
  readonly url: string
  readonly port: number
  /** Token requests. */
  readonly fetches: Seen[]
  /** All other requests. */
  readonly calls: Seen[]
  policy: Policy
  lifetimeSeconds: number
  /** Answers in place of the token endpoint; `undefined` leaves it to the policy. */
  answerToken: (seen: Seen) => Answer | undefined
  /** Answers a call whose token is good. */
  answerCall: (seen: Seen) => Answer | undefined
  /** Answers a call whatever its token is. */
  answerAny: (seen: Seen) => Answer | undefined
  /** The token in use dies of age: 42001. */
  expire(): void
  /** Another system fetched a token: ours dies at once, 40001. */
  revoke(): void
  isAlive(token: string | null): boolean
  /** Gives a token as the endpoint would. */
  issue(force?: boolean): string
  /** A request that counts as nothing, there and back. */
  trip(): Promise<void>
  close(): Promise<void>
  /** Starts again at the same port. */
  open(): Promise<void>
}

const fiveMinutes = 300_000

export async function startWeChat(policy: Policy = 'stable'): Promise<WeChat> {
  /** When each token dies, and what is answered then. */
  const ends = new Map<string, { at: number; code: number }>()
  const issued: string[] = []
  const sockets = new Set<Socket>()
  let port = 0

  const kill = (token: string, at: number, code: number) => {
    const end = ends.get(token)!
    if (end.at > at) ends.set(token, { at, code })
  }
  const killAll = (code: number) => {
    for (const token of issued) kill(token, Date.now(), code)
  }
  const make = () => {
    const token = `token-${issued.length + 1}-of-${weChat.policy}`
    issued.push(token)
    ends.set(token, { at: Date.now() + weChat.lifetimeSeconds * 1000, code: 42001 })
    return token
  }
  const isAlive = (token: string | null) => (ends.get(token ?? '')?.at ?? 0) > Date.now()

  function issue(force = false): string {
    const now = Date.now()
    const last = issued[issued.length - 1]
    if (weChat.policy === 'stable') {
      if (last && !force && isAlive(last) && ends.get(last)!.at - now > fiveMinutes) return last
      if (last && force) kill(last, now, 40001)
      return make()
    }
    for (const token of issued) {
      const isLast = token === last
      if (weChat.policy === 'classic-strict') kill(token, now, 40001)
      else if (weChat.policy === 'classic-overlap-last' && !isLast) kill(token, now, 40001)
      else kill(token, now + fiveMinutes, 40001)
    }
    return make()
  }

  const answerOf = (seen: Seen, isToken: boolean): Answer => {
    if (isToken) {
      const own = weChat.answerToken(seen)
      if (own) return own
      const token = issue(seen.body.includes('"force_refresh":true'))
      return { access_token: token, expires_in: Math.floor((ends.get(token)!.at - Date.now()) / 1000) }
    }
    const any = weChat.answerAny(seen)
    if (any) return any
    if (!isAlive(seen.token))
      return { errcode: ends.get(seen.token ?? '')?.code ?? 40001, errmsg: 'bad token' }
    return weChat.answerCall(seen) ?? { errcode: 0, errmsg: 'ok' }
  }

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const { pathname, search, searchParams } = new URL(request.url!, 'http://wechat')
      if (pathname === '/trip') {
        response.end()
        return
      }
      const isToken = /^\/cgi-bin\/(stable_)?token$/.test(pathname)
      const kind = isToken ? weChat.fetches : weChat.calls
      const seen = {
        path: pathname,
        token: searchParams.get('access_token'),
        search,
        body: Buffer.concat(chunks).toString(),
        nth: kind.length + 1,
      }
      kind.push(seen)
      const answer = answerOf(seen, isToken)
      if (typeof answer === 'function') return answer(response, request.socket)
      response.setHeader('content-type', 'application/json; encoding=utf-8')
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
    })
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  const weChat: WeChat = {
    get url() {
      return `http://127.0.0.1:${port}`
    },
    get port() {
      return port
    },
    fetches: [],
    calls: [],
    policy,
    lifetimeSeconds: 7200,
    answerToken: () => undefined,
    answerCall: () => undefined,
    answerAny: () => undefined,
    expire: () => killAll(42001),
    revoke: () => killAll(40001),
    isAlive,
    issue,
    trip: () =>
      new Promise((resolve, reject) => {
        const headers = { connection: 'close' }
        const asked = http.get(`${weChat.url}/trip`, { headers }, response =>
          response.resume().on('end', resolve),
        )
        asked.on('error', reject)
      }),
    open: () =>
      new Promise(resolve =>
        server.listen(port, '127.0.0.1', () => {
          port = (server.address() as AddressInfo).port
          resolve()
        }),
      ),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
  await weChat.open()
  return weChat
}
