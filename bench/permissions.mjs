// Measures `permissions check` on a project of many functions: seconds and the most memory that it took.
// node bench/permissions.mjs [functions, 300 by default] [files of data, 0 by default]
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const [functions = 300, data = 0] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'wx-permissions-bench-'))
const write = (path, text) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const handler = n => `
async function step${n}(event, { openid, page = 0 }) {
  const found = await db.collection('orders').where({ _openid: openid, kind: ${n} }).skip(page * 20).limit(20).get()
  const list = found.data.map(one => ({ ...one, total: one.items.reduce((sum, item) => sum + item.price * item.count, 0) }))
  if (list.length === 0) return { code: ${n}, list: [], message: \`nothing for \${openid}\` }
  return { code: 0, list: list.filter(({ total }) => total > ${n}) }
}`

const index = n => `const cloud = require('wx-server-sdk')
const { notify, check } = require('./lib/messages')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
${Array.from({ length: 12 }, (_, at) => handler(at)).join('\n')}
const steps = { ${Array.from({ length: 12 }, (_, at) => `step${at}`).join(', ')} }
exports.main = async (event, context) => {
  const { OPENID } = cloud.getWXContext()
  await check(cloud.openapi, event.text)
  await notify(OPENID, 'template-${n}')
  return steps[event.step](event, { openid: OPENID })
}
`
const messages = `const cloud = require('wx-server-sdk')
const { subscribeMessage } = cloud.openapi
exports.notify = (touser, templateId) => subscribeMessage.send({ touser, templateId, data: {} })
exports.check = (api, content) => api.security.msgSecCheck({ content })
`

try {
  write('project.config.json', '{ "appid": "wx0123456789abcdef", "cloudfunctionRoot": "cloudfunctions/" }')
  for (let n = 0; n < functions; n += 1) {
    write(`cloudfunctions/f${n}/index.js`, index(n))
    write(`cloudfunctions/f${n}/lib/messages.js`, messages)
    write(`cloudfunctions/f${n}/package.json`, '{ "dependencies": { "wx-server-sdk": "~2.6.3" } }')
    write(
      `cloudfunctions/f${n}/config.json`,
      '{ "permissions": { "openapi": ["security.msgSecCheck", "subscribeMessage.send"] } }',
    )
  }
  if (data > 0) write('miniprogram/app.json', '{ "pages": [] }')
  for (let n = 0; n < data; n += 1) write(`miniprogram/data/${n % 1000}/${n}.json`, `{ "n": ${n} }`)
  const watch = `process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write(JSON.stringify({ mb: Math.round(maxRSS / 1024), cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }) + '\\n') })`
  for (const command of data > 0 ? [['permissions', 'check'], ['doctor']] : [['permissions', 'check']]) {
    const start = process.hrtime.bigint()
    const { stderr, status } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(watch)}`, 'dist/cli.js', ...command, folder],
      { encoding: 'utf8' },
    )
    const seconds = Number(process.hrtime.bigint() - start) / 1e9
    console.log(`${command.join(' ')}: exit code ${status}, ${seconds.toFixed(2)} s\n${stderr.trim()}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
