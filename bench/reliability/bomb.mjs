// An answer of 1 MB that becomes 1 GiB when it is unpacked; each library meets it in a process of its own.
import { once } from 'node:events'
import { freemem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createGzip } from 'node:zlib'
import { mebibytes } from '../statistics.mjs'
import { startProcess } from './processes.mjs'
import { startWeChat } from './we-chat.mjs'

const mebibyte = 1024 * 1024
const unpacked = 1024 * mebibyte
const limitBytes = 64 * mebibyte
const limitMs = 1000
/** The older libraries hold all of it, in pieces and then in one. */
const neededBytes = 4 * unpacked
const bombProcess = fileURLToPath(new URL('bomb-process.cjs', import.meta.url))

export async function measureBomb({ tell }) {
  const bomb = await makeBomb()
  const measured = {}
  let isMet = false
  const libraries = ['wx-openapi-shim', 'co-wechat-api', 'wechat-api']
  for (const [at, library] of libraries.entries()) {
    tell(at, libraries.length, 'libraries')
    if (library !== 'wx-openapi-shim' && freemem() < neededBytes) {
      measured[library] = 'not measured: less than 4 GiB are free'
      continue
    }
    const { grownBytes, ms, error } = await explode(library, bomb)
    measured[library] = `${mebibytes(grownBytes)} MiB, ${(ms / 1000).toFixed(2)} s`
    if (library === 'wx-openapi-shim') {
      isMet = grownBytes <= limitBytes && ms <= limitMs && error === 'AnswerError'
    }
  }
  return [
    { name: 'memory growth and time on a gzip bomb of 1 GiB', target: '≤ 64 MiB, ≤ 1 s', isMet, measured },
  ]
}

async function makeBomb() {
  const gzip = createGzip()
  const chunks = []
  gzip.on('data', chunk => chunks.push(chunk))
  const ended = once(gzip, 'end')
  const zeros = Buffer.alloc(mebibyte)
  for (let at = 0; at < unpacked; at += mebibyte) if (!gzip.write(zeros)) await once(gzip, 'drain')
  gzip.end()
  await ended
  return Buffer.concat(chunks)
}

async function explode(library, bomb) {
  const weChat = await startWeChat()
  const { child, ask } = await startProcess(bombProcess, { library, url: weChat.url })
  // What a first call needs anyway is not counted.
  await ask({})
  weChat.behave = ({ isToken, response }) => {
    if (isToken) return false
    response.setHeader('content-encoding', 'gzip')
    response.end(bomb)
    return true
  }
  const report = await ask({})
  child.kill('SIGKILL')
  weChat.close()
  return report
}
