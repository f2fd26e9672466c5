import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { isFull } from '../reliability/support/scale'
import { Consumer } from './consumer'

const { exports: entries } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object }

/** Every entry by its type alone, and the main ones in use. */
const text = `
${Object.keys(entries)
  .filter(entry => entry !== './package.json')
  .map(entry => entry.replace('*', 'officialAccount/menu').replace('.', 'wx-openapi-shim'))
  .map((entry, at) => `import * as entry${at} from '${entry}'\nexport type Entry${at} = typeof entry${at}`)
  .join('\n')}
import { createOpenapi, environmentProxy, isOpenapiError } from 'wx-openapi-shim'
import { logistics } from 'wx-openapi-shim/catalogue/logistics'
import { serve } from 'wx-openapi-shim/functions'
import { API } from 'wx-openapi-shim/wechat-api'

export const main = serve({ logistics }, { permissions: { openapi: ['logistics.getAllAccount'] } })
export async function use(): Promise<string> {
  const api = new API('appid', 'secret')
  const openapi = createOpenapi({ appid: 'a', secret: 's', proxy: environmentProxy })
  const { list } = await openapi.logistics.getAllAccount({})
  const bizIds: string[] = list.map(({ bizId }) => bizId)
  await openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bind' })
  // @ts-expect-error 'bnd' is neither bind nor unbind
  await openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bnd' })
  const { buffer } = await openapi.wxacode.getUnlimited({ scene: 'a=1' })
  const bytes: Buffer = buffer
  const { errcode } = await api.sendText('openid', 'hello')
  // @ts-expect-error the text is missing
  await api.sendText('openid')
  return [bizIds[0], bytes.length, errcode, isOpenapiError(list)].join()
}
`

const files = { 'use.ts': text, 'cts.cts': text, 'mts.mts': text }

/** What the compilers since 4.7 call the ways to find a module, and what goes with each. */
const node10 = { module: 'commonjs', moduleResolution: 'node' }
const node16 = { module: 'node16', moduleResolution: 'node16' }
const nodenext = { module: 'nodenext', moduleResolution: 'nodenext' }
const bundler = { module: 'esnext', moduleResolution: 'bundler' }

type Compilers = [version: string, nodeTypes: string, resolutions: object[]][]

// A run of most of them takes 13 s of a processor: here the oldest and the newest. Continuous integration tries every one.
const some: Compilers = [
  // Types of node that this version can read: the later ones are beyond it.
  ['4.7', 'types-node-16', [node10]],
  ['7', '@types/node', [bundler]],
]
const all: Compilers = [
  ['4.7', 'types-node-16', [node10, node16, nodenext]],
  ['4.9', 'types-node-16', [node10, node16, nodenext]],
  ['5.0', '@types/node', [node10, node16, nodenext, bundler]],
  ['5.4', '@types/node', [node10, node16, nodenext, bundler]],
  ['5.9', '@types/node', [node10, node16, nodenext, bundler]],
  ['7', '@types/node', [node16, nodenext, bundler]],
]
const compilers = isFull ? all : some

describe.each(compilers)('TypeScript %s', (version, nodeTypes, resolutions) => {
  let consumer: Consumer
  beforeAll(() => {
    consumer = new Consumer(files)
    mkdirSync(join(consumer.folder, 'node_modules/@types'))
    symlinkSync(
      join(process.cwd(), 'node_modules', nodeTypes),
      join(consumer.folder, 'node_modules/@types/node'),
    )
  })
  afterAll(() => consumer.remove())

  test.each(resolutions)(
    'reads the types of every entry, found by %j',
    async resolution => {
      const isNode = /node(16|next)/.test(JSON.stringify(resolution))
      consumer.write('tsconfig.json', {
        // Not a word about node's types: the entries ask for them.
        compilerOptions: {
          ...resolution,
          strict: true,
          noEmit: true,
          target: 'ES2022',
          skipLibCheck: false,
          preserveSymlinks: nodeTypes !== '@types/node',
        },
        files: isNode ? ['cts.cts', 'mts.mts'] : ['use.ts'],
      })
      expect(await consumer.tsc(version === '7' ? 'typescript' : `typescript-${version}`)).toBe('')
    },
    240_000,
  )
})
