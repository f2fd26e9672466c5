import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A function of a shop, as people write them: it takes orders, tells the user, and can wait. */
const shop = `
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
let times = 0
exports.main = async ({ order, tell, wait, method, params, secret, make, visit }) => {
  times += 1
  const db = cloud.database()
  const { OPENID } = cloud.getWXContext()
  if (order) await db.collection('orders').add({ data: { order, openid: OPENID, at: new Date(1000) } })
  if (wait) await new Promise(resolve => setTimeout(resolve, 60000))
  if (tell) console.log('tells', tell)
  if (tell) await cloud.openapi.subscribeMessage.send({ touser: OPENID, templateId: 'paid', data: { thing1: { value: tell } } })
  if (method) {
    const [namespace, name] = method.split('.')
    return cloud.openapi[namespace][name](params).catch(({ errCode, errMsg }) => ({ errCode, errMsg }))
  }
  if (make) await db.createCollection('made')
  if (visit) await db.collection('visits').add({ data: { visit } })
  if (secret) return (await db.collection(secret).get().catch(({ errCode }) => ({ data: errCode }))).data
  return { times, openid: OPENID, orders: (await db.collection('orders').get()).data.length, shop: process.env.SHOP }
}`

const files: Record<string, string> = {
  'project.config.json': JSON.stringify({ cloudfunctionRoot: 'functions/' }),
  'functions/shop/index.js': shop,
  'functions/shop/config.json': JSON.stringify({
    permissions: { openapi: ['subscribeMessage.send', 'phonenumber.getPhoneNumber'] },
    triggers: [{ name: 'hourly', type: 'timer', config: '0 0 * * * * *' }],
  }),
}

/** A project of a user's, in a folder of its own. */
export function makeProject(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wx-openapi-kit-')))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
  return folder
}
