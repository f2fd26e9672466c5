// How many calls a second the emulator answers, with all its checks on. `node bench/emulator.mjs` prints it by itself.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findEndpoint } from 'wx-openapi-shim/catalog'

const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const atOnce = 50

const contact = { name: 'a', mobile: '13800000001', province: 'p', city: 'c', area: 'a', address: 'x' }
/** Complete but for the last thing that is looked at, so that a long run does not fill the state with orders. */
const order = {
  order_id: 'none',
  openid: 'oABC',
  delivery_id: 'YUNDA',
  biz_id: '123456789',
  add_source: 0,
  sender: contact,
  receiver: contact,
  cargo: { count: 1, weight: 1, space_x: 1, space_y: 1, space_z: 1, detail_list: [{ name: 'b', count: 1 }] },
  shop: { wxa_path: 'p', img_url: 'u', goods_name: 'b', goods_count: 1 },
  insured: { use_insured: 0, insured_value: 0 },
  service: { service_type: 9, service_name: 'none' },
}
const calls = [
  ['GET, a list from the state', 'logistics.getAllAccount'],
  ['POST, a small body', 'logistics.updatePrinter', { openid: 'oABC', update_type: 'bind' }],
  ['POST, an order of 30 fields, refused at its last', 'logistics.addOrder', order],
]

/** Starts the built emulator in a process of its own; gives its address and account. */
async function startEmulator() {
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-bench-'))
  const file = join(folder, 'emulator.cjs')
  writeFileSync(
    file,
    `require(${JSON.stringify(join(process.cwd(), 'dist/cjs/emulator.js'))}).startEmulator()
      .then(({ port, appid, secret }) => process.send({ port, appid, secret }))`,
  )
  const child = fork(file)
  const stop = () => {
    child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  const [told] = await once(child, 'message')
  return { ...told, stop }
}

const sender = (port, agent) => (method, path, json) =>
  new Promise((resolve, reject) => {
    const body = json === undefined ? undefined : JSON.stringify(json)
    const headers = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const sending = request({ host: '127.0.0.1', port, agent, method, path, headers }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve(JSON.parse(text)))
    })
    sending.on('error', reject)
    sending.end(body)
  })

/** Calls a second, over some seconds. */
async function measure(send, token, [, name, json]) {
  const { verb, path } = findEndpoint(name)
  const began = performance.now()
  const end = began + seconds * 1_000
  let count = 0
  const callOn = async () => {
    while (performance.now() < end) {
      const { errcode } = await send(verb, `${path}?access_token=${token}`, json)
      if (errcode === undefined) throw new Error('an answer without errcode')
      count += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, callOn))
  return (count / (performance.now() - began)) * 1_000
}

/** Rows of what was called and how often a second. */
export async function measureEmulator() {
  const { port, appid, secret, stop } = await startEmulator()
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  try {
    const send = sender(port, agent)
    const { path } = findEndpoint('auth.getAccessToken')
    const asked = `${path}?grant_type=client_credential&appid=${appid}&secret=${secret}`
    const { access_token: token } = await send('GET', asked)
    // Once unmeasured, for the compiler.
    await measure(send, token, calls[1])
    const rows = []
    for (const call of calls) rows.push([call[0], (await measure(send, token, call)).toFixed(0)])
    return rows
  } finally {
    agent.destroy()
    stop()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [what, perSecond] of await measureEmulator()) console.log(`${what}: ${perSecond} calls a second`)
}
