import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sdks } from '../../../facts/foreign-packages.json'
import { isFull } from '../../../reliability/support/scale'
import { type Fenced, startFenced } from './fenced'

const installed = join(process.cwd(), 'node_modules/.cache/sdks/node_modules')

// What a function reaches by its SDK: a document that it stored, another function, the server API.
const wxServerSdk = (folder: string, self: string) => `
  const cloud = require(${JSON.stringify(folder)})
  cloud.init({ env: 'local' })
  exports.main = async event => {
    if (event.n) return { twice: event.n * 2 }
    if (event.log) return cloud.logger ? cloud.logger().warn({ text: event.log }) : console.warn({ text: event.log })
    const notes = cloud.database().collection('notes')
    const { _id } = await notes.add({ data: { text: 'a' } })
    const { data } = await notes.doc(_id).get()
    const { result } = await cloud.callFunction({ name: '${self}', data: { n: 21 } })
    const { resultList, errMsg } = await cloud.openapi.logistics.getAllAccount({})
    const { OPENID, APPID } = cloud.getWXContext()
    return { text: data.text, result, openapi: errMsg, OPENID, APPID }
  }`

const nodeSdk = (folder: string, self: string) => `
  const sdk = require(${JSON.stringify(folder)})
  const app = sdk.init({ env: 'local' })
  exports.main = async event => {
    if (event.n) return { twice: event.n * 2 }
    if (event.log) return app.logger().warn({ text: event.log })
    const notes = app.database().collection('notes')
    const { id, _id } = await notes.add({ text: 'a' })
    const { data } = await notes.doc(id || _id).get()
    const { result } = await app.callFunction({ name: '${self}', data: { n: 21 } })
    const found = [data].flat()[0]
    return { text: found.text, result }
  }`

const programs: Record<string, (folder: string, self: string) => string> = {
  'wx-server-sdk': wxServerSdk,
  'tcb-admin-node': nodeSdk,
  '@cloudbase/node-sdk': nodeSdk,
}

// Each takes two processes and some seconds. Continuous integration tries all, a quick run every third.
const cases = Object.entries(sdks)
  .flatMap(([name, list]) =>
    list.map(version => ({
      sdk: `${name} ${version}`,
      name,
      folder: join(installed, `${name}-${version}`),
      functionName: `${name}-${version}`.replace(/[^\w-]/g, '_'),
    })),
  )
  .filter((_, at) => isFull || at % 3 === 0)
const there = cases.filter(({ folder }) => existsSync(folder))

let fenced: Fenced
beforeAll(async () => {
  const files = there.map(({ name, folder, functionName }) => [
    `${functionName}/index.js`,
    programs[name]!(folder, functionName),
  ])
  fenced = await startFenced(Object.fromEntries(files))
})
beforeEach(() => {
  fenced.lines.length = 0
})
afterAll(() => fenced.close())

for (const { sdk, name, folder, functionName } of cases) {
  const isThere = existsSync(folder)
  const title = `${sdk} reaches the emulator, and nothing else`
  const run = isThere ? test : test.skip
  run(isThere ? title : `${title} (skipped: node tools/install-sdks.mjs was not run)`, async () => {
    const result = await fenced.functions.invoke({ name: functionName, caller: { OPENID: 'oABC' } })
    expect(fenced.waysOut()).toEqual([])
    expect(result).toEqual({
      text: 'a',
      result: { twice: 42 },
      ...(name === 'wx-server-sdk' && {
        openapi: 'openapi.logistics.getAllAccount:ok',
        OPENID: 'oABC',
        APPID: fenced.emulator.appid,
      }),
    })
    // On a busy machine old SDKs say that the database took over three seconds.
    expect(fenced.lines.filter(line => !line.includes('longer than 3s'))).toEqual([])
  })
  const logs = `what the logger of ${sdk} gets is shown`
  run(isThere ? logs : `${logs} (skipped)`, async () => {
    await fenced.functions.invoke({ name: functionName, data: { log: 'seen' } })
    expect(fenced.lines).toEqual([expect.stringMatching(/^\S+: \{ text: 'seen'/)])
  })
}
