import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Consumer } from './consumer'

const {
  exports: entries,
  typesVersions,
  dependencies,
  bin,
} = JSON.parse(readFileSync('package.json', 'utf8'))

let consumer: Consumer
afterEach(() => consumer?.remove())

test('everything that package.json names was built', () => {
  const paths = JSON.stringify([entries, bin]).match(/(\.\/)?dist\/[^"]+/g) ?? []
  expect(paths.length).toBeGreaterThan(20)
  expect(paths.filter(path => !path.includes('*') && !existsSync(path))).toEqual([])
})

// The resolution of TypeScript 5 for CommonJS knows these alone.
test('typesVersions names the types of every entry but the first', () => {
  const names = Object.keys(entries).filter(name => !['.', './package.json'].includes(name))
  const types = names.map(name => [name.slice(2), [entries[name].require.types.slice(2)]])
  expect(typesVersions['*']).toEqual(Object.fromEntries(types))
})

test('nothing is installed with the package', () => {
  expect(dependencies ?? {}).toEqual({})
})

const expected: Record<string, string[]> = {
  'wx-openapi-shim': [
    'createOpenapi',
    'createCloud',
    'cloud',
    'WeChatError',
    'isOpenapiError',
    'mayRetry',
    'maybeExecuted',
    'tokenFrom',
    'failOver',
  ],
  'wx-openapi-shim/catalog': ['listEndpoints', 'findEndpoint'],
  'wx-openapi-shim/catalogue': ['logistics', 'officialAccount'],
  'wx-openapi-shim/catalogue/logistics': ['logistics'],
  'wx-openapi-shim/catalogue/officialAccount': ['menu'],
  'wx-openapi-shim/catalogue/officialAccount/menu': ['menu'],
  'wx-openapi-shim/client': [
    'createOpenapi',
    'cloudCalls',
    'checkParams',
    'WeChatError',
    'isOpenapiError',
    'tokenFrom',
    'failOver',
  ],
  'wx-openapi-shim/functions': ['serve'],
  'wx-openapi-shim/stores': ['memoryStore', 'fileStore', 'redisStore', 'cloudbaseStore', 'tokenStore'],
  'wx-openapi-shim/telemetry': ['openTelemetry'],
  'wx-openapi-shim/testing': ['testTokenStore', 'startProject', 'useProject', 'we'],
  'wx-openapi-shim/jest': ['useProject', 'we'],
  'wx-openapi-shim/vitest': ['useProject', 'we'],
  'wx-openapi-shim/emulator': ['startEmulator', 'startFunctions', 'FunctionCallError'],
  'wx-openapi-shim/wechat-api': ['API', 'default'],
}
const flat = Object.entries(expected).flatMap(([entry, names]) => names.map(name => [entry, name]))

test('CommonJS finds every public name', async () => {
  const lines = flat.map(
    ([entry, name]) => `if (!require('${entry}').${name}) throw new Error('${entry} lacks ${name}')`,
  )
  consumer = new Consumer({ 'main.cjs': `${lines.join('\n')}\nconsole.log('all there')` })
  expect(await consumer.node('main.cjs')).toBe('all there')
})

test('ESM finds every public name by named import', async () => {
  const lines = flat.map(
    ([entry, name], at) =>
      `import { ${name} as name${at} } from '${entry}'\nif (!name${at}) throw new Error('${name}')`,
  )
  consumer = new Consumer({ 'main.mjs': `${lines.join('\n')}\nconsole.log('all there')` })
  expect(await consumer.node('main.mjs')).toBe('all there')
})

test('requiring wechat-api gives the class itself', async () => {
  consumer = new Consumer({
    'main.cjs': `
      const API = require('wx-openapi-shim/wechat-api')
      console.log(typeof new API('appid', 'secret').sendText, API.name, typeof API.AccessToken)`,
  })
  expect(await consumer.node('main.cjs')).toBe('function API function')
})

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: 'ES2022',
  skipLibCheck: false,
  types: ['node'],
  typeRoots: [`${process.cwd()}/node_modules/@types`],
}

const typeUse = `import type { Callback, Options, WeChatAPIError } from 'wx-openapi-shim/wechat-api'\n`
const classUse = `
async function use(api: API): Promise<void> {
  const { errcode } = await api.sendText('openid', 'hello')
  api.sendText('openid', 'hello', (err, data, res) => console.log(err, data, res, errcode))
  api.sendText('openid', 'hello', err => console.log(err?.message, err?.code, err?.rid))
  // @ts-expect-error the text is missing
  await api.sendText('openid')
}
const callback: Callback<{ count: number }> = (error, { count }) => console.log((error as WeChatAPIError).code, count)
const options: Options = {}
console.log(callback, options)
use(new API('appid', 'secret'))
`

test('a function of one’s own serves the rows of one namespace, and its bundle holds no more', async () => {
  consumer = new Consumer({
    'index.js': `
      const { logistics } = require('wx-openapi-shim/catalogue/logistics')
      const { serve } = require('wx-openapi-shim/functions')
      exports.main = serve({ logistics }, { permissions: { openapi: ['logistics.getAllAccount'] } })`,
    'run.js': `
      const { main } = require('./bundled.js')
      const { startEmulator } = require('wx-openapi-shim/emulator')
      startEmulator().then(async ({ env, close }) => {
        Object.assign(process.env, env, { OPENAPI_OPERATORS: 'o1', WX_OPENID: 'o1', WX_CONTEXT_KEYS: 'WX_OPENID', TCB_SOURCE: 'wx_client' })
        console.log((await main({ method: 'logistics.getAllAccount' }, {})).errMsg)
        await close()
      })`,
  })
  const [entryPoint, outfile] = ['index.js', 'bundled.js'].map(name => join(consumer.folder, name))
  const options = { bundle: true, minify: true, platform: 'node', target: 'node10', metafile: true } as const
  const { metafile } = await build({ ...options, entryPoints: [entryPoint!], outfile })
  expect(await consumer.node('run.js')).toBe('openapi.logistics.getAllAccount:ok')
  expect(Object.values(metafile.outputs)[0]!.bytes).toBeLessThan(100_000)
})

const chosen = {
  'index.mjs': `
    import { createOpenapi } from 'wx-openapi-shim/client'
    import { logistics } from 'wx-openapi-shim/catalogue/logistics'
    export const openapi = () => createOpenapi({ rows: { logistics } })`,
  'index.cjs': `
    const { createOpenapi } = require('wx-openapi-shim/client')
    const { logistics } = require('wx-openapi-shim/catalogue/logistics')
    exports.openapi = () => createOpenapi({ rows: { logistics } })`,
}

// Of what is required, a bundler keeps everything that the module exports.
test.each([
  ['index.mjs', 66, ['message/subscribe/send', 'the cloud failed', 'is unknown']],
  ['index.cjs', 86, ['message/subscribe/send']],
])(
  'a client of chosen rows makes its calls, and the bundle of %s is of at most %d KB',
  async (name, most, others) => {
    consumer = new Consumer({
      ...chosen,
      'run.js': `
      const { openapi } = require('./bundled.js')
      const { startEmulator } = require('wx-openapi-shim/emulator')
      startEmulator().then(async ({ env, close }) => {
        Object.assign(process.env, env)
        console.log((await openapi().logistics.getAllAccount()).errMsg)
        console.log(await openapi().logistics.updatePrinter({ openid: 'x', updateType: 'bind' }).catch(error => error.errCode))
        await close()
      })`,
    })
    const [entryPoint, outfile] = [name, 'bundled.js'].map(file => join(consumer.folder, file))
    const options = { bundle: true, minify: true, platform: 'node', target: 'node20', format: 'cjs' } as const
    await build({ ...options, entryPoints: [entryPoint!], outfile, logLevel: 'error' })
    expect(await consumer.node('run.js')).toBe('openapi.logistics.getAllAccount:ok\n40003')
    const bundled = readFileSync(outfile!, 'utf8')
    expect(bundled.length).toBeLessThanOrEqual(most * 1024)
    expect(others.filter(other => bundled.includes(other))).toEqual([])
  },
)

test('an error is recognised whichever module system threw it', async () => {
  consumer = new Consumer({
    'main.mjs': `
      import { createRequire } from 'node:module'
      import { isOpenapiError } from 'wx-openapi-shim'
      const { createOpenapi } = createRequire(import.meta.url)('wx-openapi-shim')
      const error = await createOpenapi({ appid: 'a', secret: 'b' }).call('no.such').catch(error => error)
      console.log(isOpenapiError(error), error.errCode)`,
  })
  expect(await consumer.node('main.mjs')).toBe('true -604100')
})

const use = `
import { createOpenapi, type Openapi, WeChatError } from 'wx-openapi-shim'
import { findEndpoint } from 'wx-openapi-shim/catalog'
import { startEmulator } from 'wx-openapi-shim/emulator'
import { logistics } from 'wx-openapi-shim/catalogue/logistics'
import { serve } from 'wx-openapi-shim/functions'
import { memoryStore } from 'wx-openapi-shim/stores'
export async function use(): Promise<string[]> {
  const { url, appid, secret, close } = await startEmulator()
  const openapi: Openapi = createOpenapi({ appid, secret, baseUrl: url, store: memoryStore() })
  const { list } = await openapi.logistics.getAllAccount({})
  // @ts-expect-error there is no such method
  openapi.logistics.getAllAcount
  // @ts-expect-error 'bnd' is neither bind nor unbind
  await openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bnd' })
  await close()
  const services: { serviceType: number; serviceName: string }[] = list.flatMap(({ serviceType }) => serviceType)
  return [...list.map(({ bizId }) => bizId), findEndpoint('logistics.addOrder')?.path ?? '', String(serve({ logistics }, { permissions: { openapi: [] } })), String(WeChatError), String(services)]
}
`
/** What the compiler says of files, found in one of the ways of TypeScript. */
function typesOf(files: Record<string, string>, module: string, moduleResolution: string): Promise<string> {
  const config = {
    compilerOptions: { ...compilerOptions, module, moduleResolution },
    files: Object.keys(files),
  }
  consumer = new Consumer({ ...files, 'tsconfig.json': JSON.stringify(config) })
  return consumer.tsc()
}

test('types are right for CommonJS and for ESM, those of the class too', async () => {
  const files = {
    'use.cts': use,
    'use.mts': use,
    'class.cts': `import API = require('wx-openapi-shim/wechat-api')\n${typeUse}${classUse}`,
    'class.mts': `import API from 'wx-openapi-shim/wechat-api'\n${typeUse}${classUse}`,
  }
  expect(await typesOf(files, 'nodenext', 'nodenext')).toBe('')
})

test('types are right for a bundler', async () => {
  expect(await typesOf({ 'use.ts': use }, 'esnext', 'bundler')).toBe('')
})
