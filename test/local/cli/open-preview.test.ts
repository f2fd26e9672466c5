import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProject } from '../../../local/cli/start/find-project'
import { compilers, installCommand, openPreview } from '../../../local/cli/start/open-preview'
import type { Emulator } from '../../../local/emulator/index'
import type { Functions } from '../../../local/functions/start-functions'
import { PageClient } from '../preview/network-client'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'wx-openapi-open-')))
  mkdirSync(join(folder, 'mini'))
  writeFileSync(join(folder, 'mini/app.json'), '{ "pages": [] }')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const save = (config: string) => writeFileSync(join(folder, 'project.config.json'), config)

/** Opens the preview beside an emulator on this port, and gives what is said and shown. */
async function open(port: number) {
  const said: string[] = []
  const emulator = { port, url: `http://127.0.0.1:${port}`, appid: 'wxDemo' } as Emulator
  const project = { folder, functionFolder: join(folder, 'cloudfunctions') }
  const preview = await openPreview(project, { emulator, functions: {} as Functions }, line =>
    said.push(line),
  )
  await preview?.close()
  return { said: said.filter(line => line.includes('mini program')), url: preview?.url }
}

test('beside an emulator on the last port, the mini program is shown on one that is free', async () => {
  save('{ "miniprogramRoot": "mini/" }')
  const { said, url } = await open(65_535)
  expect(said).toEqual([])
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
})

test.each([
  ['miniprogramRoot', '5', 'miniprogram/'],
  ['miniprogramRoot', 'null', 'miniprogram/'],
  ['projectname', '5', 'shop'],
  ['appid', '["wx"]', 'wx0123456789abcdef'],
])(
  '%s that is %s keeps the mini program from being shown, and that is said',
  async (field, value, example) => {
    const rest = field === 'miniprogramRoot' ? '' : '"miniprogramRoot": "mini/", '
    save(`{ ${rest}"${field}": ${value} }`)
    const { said, url } = await open(0)
    expect(url).toBeUndefined()
    expect(said).toEqual([
      `The mini program is not shown: ${field} in ${join(folder, 'project.config.json')} must be a text, such as "${example}"`,
    ])
  },
)

test('a byte order mark before project.config.json does no harm', async () => {
  save('\uFEFF{ "miniprogramRoot": "mini/" }')
  expect((await open(0)).said).toEqual([])
})

test('a mini program that DevTools has not opened yet is shown', async () => {
  writeFileSync(join(folder, 'app.json'), '{ "pages": ["pages/a/a"] }')
  expect((await open(0)).url).toMatch(/^http:/)
})

test.each(['{ "name": "an app of another platform" }', '{ "pages": ', 'null'])(
  'an app.json that is not one of a mini program opens nothing: %s',
  async text => {
    writeFileSync(join(folder, 'app.json'), text)
    expect(await open(0)).toEqual({ said: [], url: undefined })
  },
)

test.each(['null', '5', '"mini"', '[]', 'true'])('a project.config.json of %s is refused', config => {
  save(config)
  expect(() => findProject(folder, '/')).toThrow(
    `${join(folder, 'project.config.json')} must hold a JSON object`,
  )
})

test('what compiles it is an optional peer of the package, in the same versions', () => {
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(readFileSync('package.json', 'utf8'))
  // The SDK of functions and the runner of a test kit are for others.
  const { 'wx-server-sdk': _, vitest: __, ...peers } = peerDependencies
  expect(peers).toEqual(compilers)
  expect(Object.values(peerDependenciesMeta)).toEqual(
    Object.keys(peerDependencies).map(() => ({ optional: true })),
  )
})

test('all that is missing is named in one command, with its version', () => {
  const command = installCommand(join(folder, 'cli.js'))
  expect(command).toBe(
    'npm install --save-dev esbuild glass-easel@0.12.1 glass-easel-miniprogram-adapter@0.12.1 glass-easel-template-compiler@0.12.1 postcss@8 postcss-selector-parser@7',
  )
})

test('what is installed is not named', () => {
  for (const name of Object.keys(compilers).filter(name => name !== 'postcss')) {
    mkdirSync(join(folder, 'node_modules', name), { recursive: true })
  }
  expect(installCommand(join(folder, 'cli.js'))).toBe('npm install --save-dev postcss@8')
})

test('its pages reach no port of the emulator, of its fence, of functions by HTTP or of debuggers', async () => {
  save('{ "miniprogramRoot": "mini/" }')
  const emulator = {
    port: 65_535,
    url: 'http://127.0.0.1:65535',
    httpUrl: 'http://127.0.0.1:3002',
    fence: { port: 3003 },
    tls: { good: { port: 3004 } },
  } as unknown as Emulator
  const functions = { inspectorPorts: () => [3005] } as unknown as Functions
  const project = { folder, functionFolder: join(folder, 'cloudfunctions') }
  const said: string[] = []
  const tell = (line: string) => said.push(line)
  const preview = (await openPreview(project, { emulator, functions }, tell, { allow: ['127.0.0.1:3002'] }))!
  const client = await new PageClient(preview).begin()
  for (const port of [65_535, 3002, 3003, 3004, 3005]) {
    const { failure } = await client.send({ url: `http://127.0.0.1:${port}/` })
    expect(failure?.refused?.why).toBe('ours')
  }
  expect((await client.send({ url: 'https://servicewechat.com/' })).failure?.refused?.why).toBe('wechat')
  await preview.close()
})
