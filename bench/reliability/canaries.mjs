// Whether a secret, a token or a session_key is in anything that is thrown, told or printed. Marked ones are given to
// each library in a process of its own, WeChat quotes them in its answers, and calls fail in every way. The process
// prints every error in every way an error can be shown, every event of a hook, and the client; all that it prints is searched.
import { text as textOf } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { startProcess } from './processes.mjs'
import { anySpellings, usualSpellings } from './spellings.mjs'
import { startWeChat } from './we-chat.mjs'

/** A word to be found by, and signs that each way of escaping writes in another way. */
const mark = word => `${word}+/=&"${word}`
const planted = {
  secret: mark('c4n4ry5ecret'),
  token: mark('c4n4ryT0ken'),
  sessionKey: mark('c4n4rySess10n'),
  payAppKey: mark('c4n4ryAppK3y'),
}
const spellings = [...new Set(Object.values(planted).flatMap(anySpellings))]
const isHit = text => spellings.some(spelling => text.includes(spelling))

const ourClass = 'wx-openapi-shim/wechat-api'

/** What a library was given, so that it can know what to keep out of a text. */
const known = {
  'wx-openapi-shim': Object.values(planted),
  [ourClass]: [planted.secret, planted.token],
  'co-wechat-api': [planted.secret, planted.token],
  'wechat-api': [planted.secret, planted.token],
}
const errcode = code => (response, quote) =>
  response.end(JSON.stringify({ errcode: code, errmsg: `${quote} rid: 1` }))
const breakOff = response => response.socket.resetAndDestroy()

/** What is answered to a call whose token is good. */
const callFaults = {
  'an errcode': errcode(47001),
  'a refused token': errcode(40001),
  'a page': (response, quote) =>
    response.writeHead(502, { 'content-type': 'text/html' }).end(`<p>${quote}</p>`),
  'half an answer': (response, quote) => response.end(`{"errcode":0,"list":["${quote}`),
  'a redirect': (response, quote) =>
    response.writeHead(302, { location: `http://127.0.0.1:9/?x=${encodeURIComponent(quote)}` }).end(),
  'a broken connection': breakOff,
  'no answer': () => undefined,
}
/** What is answered to the request for a token as well. */
const tokenFaults = { 'a refused secret': errcode(40125), 'no token endpoint': breakOff }

const canaryProcess = fileURLToPath(new URL('canary-process.cjs', import.meta.url))

export async function measureCanaries({ tell }) {
  const measured = {}
  const isMet = {}
  for (const library of Object.keys(known)) {
    const { texts, failures } = await plant(library, (done, all) => tell(done, all, `faults of ${library}`))
    const hits = texts.filter(isHit).length
    measured[library] = `${hits} of ${texts.length} after ${failures} failures`
    isMet[library] = hits === 0
  }
  const { [ourClass]: ofClass, ...clients } = measured
  const name = 'errors, events and printed clients that hold a secret'
  return [
    { name, target: '0', isMet: isMet['wx-openapi-shim'], measured: clients },
    {
      name: 'the same of the wechat-api class',
      target: '0',
      isMet: isMet[ourClass],
      measured: { ...clients, 'wx-openapi-shim': ofClass },
    },
  ]
}

/** All that a process printed, text by text, while calls failed. */
async function plant(library, note) {
  const weChat = await startWeChat()
  const config = { library, url: weChat.url, ...planted, controls: spellings }
  const { child, ask } = await startProcess(canaryProcess, config, { silent: true })
  const printed = Promise.all([child.stdout, child.stderr].map(textOf))
  const faults = [...Object.entries(callFaults), ...Object.entries(tokenFaults)]
  let failures = 0
  for (const [at, [name, answer]] of faults.entries()) {
    weChat.behave = name in callFaults ? withToken(library, answer) : withoutToken(answer)
    const { failed } = await ask({})
    if (failed === 0) throw new Error(`no call of ${library} failed after ${name}`)
    failures += failed
    note(at + 1, faults.length)
  }
  child.disconnect()
  const texts = (await printed).join('').split('\0')
  weChat.close()
  // The process began by printing every spelling: a search that does not see those sees nothing.
  if (!texts.splice(0, spellings.length).every(isHit)) throw new Error('the search for canaries is blind')
  return { texts: texts.filter(text => text.trim() !== ''), failures }
}

/** One quote after the other, so that none is cut off behind the others. */
function quotes(texts) {
  const all = texts.flatMap(usualSpellings)
  let given = 0
  return () => {
    given += 1
    return all[given % all.length]
  }
}

function withToken(library, answer) {
  const next = quotes(known[library])
  return ({ isToken, response }) => {
    if (isToken) response.end(JSON.stringify({ access_token: planted.token, expires_in: 7200 }))
    else answer(response, next())
    return true
  }
}

function withoutToken(answer) {
  // No token was given, so nobody can know it.
  const next = quotes([planted.secret])
  return ({ response }) => {
    answer(response, next())
    return true
  }
}
