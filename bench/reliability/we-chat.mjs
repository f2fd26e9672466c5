// WeChat as far as tokens go, on a clock that moves only when it is told to.
import { once } from 'node:events'
import * as http from 'node:http'

export const lifetimeMs = 7200_000
const fiveMinutes = 300_000
/** How long the tokens before a new one live on at most. */
const oldLiveMs = { stable: lifetimeMs, strict: 0, last: fiveMinutes, overlap: fiveMinutes }

/**
 * What a fetch does to the tokens before it: `stable` is `stable_token`; the others are `cgi-bin/token`, whose old
 * tokens die at once (`strict`), or live five minutes on: the last of them (`last`), or all (`overlap`).
 * `behave` may answer in place of it: it gets `{ isToken, request, response, body, token }` and says whether it did.
 */
export async function startWeChat(policy = 'stable') {
  /** When each token dies, by `clock`. */
  const ends = new Map()
  let latest = ''
  const weChat = { clock: 0, behave: undefined, tokenRequests: 0, tokenAnswers: 0, tokensIssued: 0 }

  const issue = isForced => {
    const left = (ends.get(latest) ?? 0) - weChat.clock
    if (policy === 'stable' && !isForced && left >= fiveMinutes) return latest
    for (const [token, end] of ends) {
      const isSpared = !isForced && (policy !== 'last' || token === latest)
      ends.set(token, Math.min(end, weChat.clock + (isSpared ? oldLiveMs[policy] : 0)))
      if (!weChat.isAlive(token)) ends.delete(token)
    }
    weChat.tokensIssued += 1
    latest = `token-${weChat.tokensIssued}`
    ends.set(latest, weChat.clock + lifetimeMs)
    return latest
  }

  const answerTo = ({ isToken, body, token }) => {
    if (isToken) {
      const access_token = issue(body.includes('"force_refresh":true'))
      weChat.tokenAnswers += 1
      return { access_token, expires_in: Math.floor((ends.get(access_token) - weChat.clock) / 1000) }
    }
    return weChat.isAlive(token)
      ? { errcode: 0, errmsg: 'ok' }
      : { errcode: 40001, errmsg: 'invalid credential' }
  }

  const server = http.createServer((request, response) => {
    const chunks = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url, 'http://wechat')
      const seen = {
        isToken: /^\/cgi-bin\/(stable_)?token$/.test(pathname),
        token: searchParams.get('access_token'),
        body: Buffer.concat(chunks).toString(),
        request,
        response,
      }
      if (seen.isToken) weChat.tokenRequests += 1
      response.setHeader('content-type', 'application/json; encoding=utf-8')
      if (!weChat.behave?.(seen)) response.end(JSON.stringify(answerTo(seen)))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return Object.assign(weChat, {
    url: `http://127.0.0.1:${server.address().port}`,
    isAlive: token => (ends.get(token) ?? 0) > weChat.clock,
    /** Somebody else fetched a token, or the secret was reset: all that were given are dead. */
    revoke: () => ends.clear(),
    close() {
      server.close()
      server.closeAllConnections()
    },
  })
}
