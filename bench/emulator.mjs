// How many calls a second the emulator answers, with all its checks on. Prints a table.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const atOnce = 50

const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-bench-'))
const file = join(folder, 'emulator.cjs')
await build({
  stdin: {
    contents: `import { startEmulator } from './local/emulator/index'
      startEmulator().then(({ url, port, appid, secret }) => process.send({ url, port, appid, secret }))`,
    resolveDir: process.cwd(),
    loader: 'ts',
  },
  outfile: file,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
})
const child = fork(file)
const [{ url, port, appid, secret }] = await once(child, 'message')

const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
const send = (method, path, json) =>
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

const answer = await fetch(
  `${url}/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`,
)
const { access_token: token } = await answer.json()
const business = '/cgi-bin/express/business'
const contact = { name: 'a', mobile: '13800000001', province: 'p', city: 'c', area: 'a', address: 'x' }
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
const subjects = {
  'GET, a list from the state': ['GET', `${business}/account/getall`],
  'POST, a small body': ['POST', `${business}/printer/update`, { openid: 'oABC', update_type: 'bind' }],
  'POST, an order of 30 fields, refused at its last': ['POST', `${business}/order/add`, order],
}

async function measure([method, path, json]) {
  const target = `${path}?access_token=${token}`
  const end = performance.now() + seconds * 1_000
  let calls = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < end) {
        const { errcode } = await send(method, target, json)
        if (errcode === undefined) throw new Error('an answer without errcode')
        calls += 1
      }
    }),
  )
  return (calls / (performance.now() - began)) * 1_000
}

try {
  await measure(subjects['POST, a small body'])
  console.log(
    `Emulator, ${atOnce} calls at once, on ${cpus().length} × ${cpus()[0].model.trim()}, node ${process.version}\n`,
  )
  console.log('| call | calls a second |\n| --- | ---: |')
  for (const [name, subject] of Object.entries(subjects)) {
    console.log(`| ${name} | ${(await measure(subject)).toFixed(0)} |`)
  }
} finally {
  child.kill()
  agent.destroy()
  rmSync(folder, { recursive: true, force: true })
}
