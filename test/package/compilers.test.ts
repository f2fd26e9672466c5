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
import { user } from 'wx-openapi-shim/catalogue/officialAccount/user'
import { cloudCalls, createOpenapi as openChosen } from 'wx-openapi-shim/client'
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
  const chosen = openChosen({ appid: 'a', secret: 's', rows: { logistics, officialAccount: { user } } })
  const { total } = await chosen.officialAccount.user.getList()
  const count: number = (await chosen.logistics.getAllAccount({})).count + total
  // @ts-expect-error the rows are missing
  openChosen({ appid: 'a' })
  // @ts-expect-error the namespace is missing
  openChosen({ rows: logistics, transport: cloudCalls })
  // @ts-expect-error this namespace was not chosen
  chosen.wxacode
  const { errcode } = await api.sendText('openid', 'hello')
  // @ts-expect-error the text is missing
  await api.sendText('openid')
  return [bizIds[0], count, bytes.length, errcode, isOpenapiError(list)].join()
}
`

/** Each line is a slip of the hand, and what was meant. */
const misspelt = `import { createOpenapi } from 'wx-openapi-shim'
import { logistics } from 'wx-openapi-shim/catalogue/logistics'
import { createOpenapi as openChosen } from 'wx-openapi-shim/client'
const openapi = createOpenapi()
const chosen = openChosen({ rows: { logistics } })
openapi.logistcs // logistics
openapi.logistics.updatePrnter // updatePrinter
openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bind', tagidLst: '1' }) // tagidList
openapi.officialAccount.usr // user
openapi.officialAccount.user.getLst // getList
chosen.logistcs // logistics
chosen.logistics.updatePrnter // updatePrinter
`
const longestMessage = 450

const files = { 'use.ts': text, 'cts.cts': text, 'mts.mts': text, 'misspelt.ts': misspelt }

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

  const compiler = version === '7' ? 'typescript' : `typescript-${version}`
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    preserveSymlinks: nodeTypes !== '@types/node',
  }

  test('says in one line what a misspelt namespace, method or parameter was meant to be', async () => {
    const options = { ...compilerOptions, ...resolutions[0], skipLibCheck: true }
    consumer.write('tsconfig.json', { compilerOptions: options, files: ['misspelt.ts'] })
    const said = (await consumer.tsc(compiler)).split('\n')
    const meant = misspelt.split('\n').flatMap((line, at) => {
      const [, name] = / \/\/ (\w+)$/.exec(line) ?? []
      return name === undefined ? [] : [{ at: at + 1, name }]
    })
    const first = said.filter(line => !line.startsWith(' '))
    expect(first.map(line => Number(/^misspelt\.ts\((\d+),/.exec(line)?.[1]))).toEqual(
      meant.map(({ at }) => at),
    )
    // The compiler says of an argument first that it does not fit.
    const named = said.filter(line => line.includes('Did you mean'))
    expect(named.map(line => /Did you mean (?:to write )?'(\w+)'\?$/.exec(line)?.[1])).toEqual(
      meant.map(({ name }) => name),
    )
    expect(named.filter(line => line.length > longestMessage)).toEqual([])
    // Rows are listed only where the user put them together himself.
    const listing = named.filter(line => line.includes('Endpoint<'))
    expect(
      listing.map(line => misspelt.split('\n')[Number(/\d+/.exec(line)![0]) - 1]!.split('.')[0]),
    ).toEqual(['chosen', 'chosen'])
  }, 240_000)

  test.each(resolutions)(
    'reads the types of every entry, found by %j',
    async resolution => {
      const isNode = /node(16|next)/.test(JSON.stringify(resolution))
      consumer.write('tsconfig.json', {
        // Not a word about node's types: the entries ask for them.
        compilerOptions: { ...compilerOptions, ...resolution, skipLibCheck: false },
        files: isNode ? ['cts.cts', 'mts.mts'] : ['use.ts'],
      })
      expect(await consumer.tsc(compiler)).toBe('')
    },
    240_000,
  )
})
