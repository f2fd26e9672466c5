import { symlinkSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SetupOptions } from '../../../local/doctor/checks/check'
import { examine } from '../../../local/doctor/examine'
import { type Finding, showPlace } from '../../../local/project/finding'
import { openProject } from '../../../local/project/open-project'
import { useFolders, write } from './project'

const folders = useFolders()

const faults = (folder: string, options: SetupOptions = {}): string[] => listed(folder, 'fault', options)
const warnings = (folder: string): string[] => listed(folder, 'warning', {})
const notes = (folder: string, options: SetupOptions = {}): string[] => listed(folder, 'note', options)

function listed(folder: string, severity: Finding['severity'], options: SetupOptions): string[] {
  const found = examine(openProject(folder), options).filter(one => one.severity === severity)
  return found.map(({ place, kind, permission }) =>
    [showPlace(place), kind, permission].filter(Boolean).join(' '),
  )
}

const config = '{ "appid": "wx0123456789abcdef", "miniprogramRoot": "mini/", "cloudfunctionRoot": "cloud/" }'
const base = {
  'project.config.json': config,
  'mini/app.json': '{}',
  'cloud/echo/index.js': 'exports.main = async event => event\n',
}
const shimOnly = '{ "dependencies": { "wx-openapi-shim": "*" } }'
/** Made here, so that no file of the repository holds anything like it. */
const secret = ['0f1e2d3c', '4b5a6978', '8796a5b4', 'c3d2e1f0'].join('')

test('a good project has nothing wrong and nothing to note', () => {
  const folder = folders.make(base)
  expect([faults(folder), notes(folder)]).toEqual([[], []])
})

test('the doctor finds nothing wrong with this repository', () => {
  expect(faults(dirname(dirname(dirname(__dirname))))).toEqual([])
})

test('in the sample in plain JavaScript every planted fault is found, the worst first', () => {
  expect(faults(folders.copy('plain'))).toEqual([
    'miniprogram/pages/call.js:1:39 missingFunction',
    'cloudfunctions/notify/index.js:6:32 missing security.msgSecCheck',
    'cloudfunctions/codes/config.json:2:15 misplaced wxacode.get',
    'cloudfunctions/codes/config.json:4:17 misplaced logistics.addOrder',
    'project.config.json:5:32 misplaced wxacode.getUnlimited',
    'cloudfunctions/codes/index.js:8:53 misspelt urllink.genrate',
    'cloudfunctions/notify/config.json:3:48 misspelt subscribeMessage.sned',
    'cloudfunctions/orders/config.json:3:17 notCloudCallable logistics.testUpdateOrder',
    'cloudfunctions/orders/index.js:7:33 notCloudCallable logistics.testUpdateOrder',
    'cloudbaserc.json:4:37 environment',
    'cloudbaserc.json:4:37 timeOut',
  ])
  expect(warnings(folders.copy('plain')).filter(line => line.includes('unused'))).toEqual([
    'cloudfunctions/asHttps/config.json:2:32 unused logistics.getOrder',
    'cloudfunctions/notify/config.json:3:73 unused uniformMessage.send',
  ])
})

test.each([
  ['broken', '{ "appid": }', ['project.config.json:1:12 projectConfig']],
  [
    'no appid',
    '{ "cloudfunctionRoot": "cloud/", "miniprogramRoot": "mini/" }',
    ['project.config.json:1:1 projectConfig'],
  ],
  ['a wrong appid', config.replace('wx0', 'wx'), ['project.config.json:1:12 projectConfig']],
  [
    'a folder that is not there',
    config.replace('"mini/"', '"app/"'),
    ['project.config.json:1:53 projectConfig'],
  ],
  [
    'a folder outside of the project',
    config.replace('"cloud/"', '"../cloud/"'),
    ['project.config.json:1:83 projectConfig'],
  ],
  [
    'a root that is no text',
    config.replace('"cloud/"', '["cloud/"]'),
    ['project.config.json:1:83 projectConfig'],
  ],
])('project.config.json: %s', (_, text, expected) => {
  expect(faults(folders.make({ ...base, 'project.config.json': text }))).toEqual(expected)
})

test('a folder of functions that project.config.json does not name, and a mini program without app.json', () => {
  const folder = folders.make({
    'project.config.json': '{ "appid": "wx0123456789abcdef" }',
    'cloudfunctions/a/index.js': '',
    'miniprogram/app.js': '',
  })
  expect(faults(folder)).toEqual([
    'project.config.json:1:1 projectConfig',
    'project.config.json:1:1 projectConfig',
  ])
})

test('a function that the mini program calls and that does not exist is named with the nearest', () => {
  const folder = folders.make({
    ...base,
    'mini/names.ts': "export const names = { one: 'echoo' } as const",
    'mini/app.ts': `import { names } from './names'
App({
  onLaunch() {
    wx.cloud.callFunction({ name: 'echo' })
    wx.cloud.callFunction({ name: names.one })
    wx.cloud.callFunction({ name: this.globalData.name })
    wx.cloud.callFunction({ name: 'elsewhere', config: { env: 'other' } })
  },
})
`,
  })
  expect(faults(folder)).toEqual(['mini/app.ts:5:14 missingFunction'])
  expect(examine(openProject(folder), {})[0]!.fix).toBe('call echo, or make cloud/echoo/')
  expect(notes(folder)).toEqual(['mini/app.ts:6:14 missingFunction'])
})

test('a bundle that is older than any file that went into it is stale', () => {
  const folder = folders.make({
    ...base,
    'cloud/made/index.ts':
      "import { x } from '../../lib/x'\nimport type { T } from '../../lib/type'\nexport const main = () => x as T",
    'cloud/made/index.js': '',
    'lib/x.ts': "import data from './data.json'\nexport const x = data",
    'lib/data.json': '1',
    'lib/type.ts': 'export type T = number',
  })
  const age = (path: string, seconds: number) =>
    utimesSync(join(folder, path), 1_700_000_000, 1_700_000_000 - seconds)
  for (const path of ['cloud/made/index.ts', 'lib/x.ts', 'lib/data.json', 'lib/type.ts']) age(path, 200)
  age('cloud/made/index.js', 100)
  expect(faults(folder)).toEqual([])
  age('lib/type.ts', 0)
  expect(faults(folder)).toEqual([])
  age('lib/data.json', 0)
  expect(faults(folder)).toEqual(['cloud/made/index.js:1:1 staleBundle'])
})

test('functions without a bundle are noted', () => {
  const folder = folders.make({ ...base, 'cloud/made/index.ts': 'export const main = () => 1' })
  expect([faults(folder), notes(folder)]).toEqual([[], ['cloud:1:1 staleBundle']])
})

const client = `const { createOpenapi } = require('wx-openapi-shim')
const openapi = createOpenapi()
exports.main = () => openapi.logistics.getAllAccount({})
`

test('variables are asked for by name only, where they can be seen', () => {
  const folder = folders.make({
    ...base,
    'cloud/a/index.js': client,
    'cloud/a/package.json': shimOnly,
    'cloud/b/package.json': shimOnly,
    'cloud/b/index.js': client.replace('createOpenapi()', "createOpenapi({ appid: 'wx0123456789abcdef' })"),
    'some.env': `WX_APPID=wx0123456789abcdef\nexport WX_SECRET=\n`,
  })
  expect(faults(folder)).toEqual([])
  expect(examine(openProject(folder), {})[0]!.what).toBe(
    'WX_APPID and WX_SECRET must be set for a and b; whether the cloud has them cannot be seen from here',
  )
  expect(faults(folder, { variables: join(folder, 'some.env') })).toEqual([
    'some.env:1:1 environment',
    'some.env:1:1 environment',
  ])
  write(folder, {
    'cloudbaserc.json': JSON.stringify({
      functions: [
        { name: 'a', timeout: 20, envVariables: { WX_APPID: secret, WX_SECRET: secret } },
        { name: 'b', timeout: 20, envVariables: { OTHER: '1' } },
      ],
    }),
  })
  const found = examine(openProject(folder), {})
  expect(found.map(({ what }) => what)).toEqual(['b needs WX_SECRET, which is not set here'])
  expect(JSON.stringify(found)).not.toContain(secret)
})

test('serve needs the operators too, unless it is open to everyone', () => {
  const folder = folders.copy('own')
  const what = examine(openProject(folder), {}).find(({ kind }) => kind === 'environment')!.what
  expect(what).toContain('WX_APPID, WX_SECRET and OPENAPI_OPERATORS must be set for all, codes and logistics')
})

test('a secret in the mini program is found under its name and in a query, and not shown', () => {
  const folder = folders.make({
    ...base,
    'mini/app.js': `const md5 = '${'0'.repeat(32)}'\n`,
    'mini/a.js': `// secret: '${secret}'\nconst u = 'https://a.com/x?sign=${secret}'`,
    'mini/a.wxml': `<image src="//a.com/${secret}.png"/>`,
    'mini/README.md': `secret=${secret}`,
    'mini/url.js': `const url = 'https://a.com/token?secret=${secret}'`,
    'mini/data.json': `{ "appid": "wx0123456789abcdef", "secret": "${secret}" }`,
    'mini/long.js': `const text = '${secret}${secret}'`,
    'mini/picture.png': `\u0000${secret}`,
    'cloud/echo/config.json': '{}',
    'other/notes.txt': `appSecret: '${secret}'`,
  })
  symlinkSync(join(folder, 'other'), join(folder, 'mini/linked'))
  const found = examine(openProject(folder), {})
  expect(found.map(({ place, what }) => `${showPlace(place)} ${what}`)).toEqual([
    'mini/data.json:1:45 an appid and what looks like its secret are in the mini program',
    'mini/url.js:1:41 what looks like a secret, 32 hexadecimal digits, is in the mini program',
    'other/notes.txt:1:13 what looks like a secret, 32 hexadecimal digits, is in the mini program',
  ])
  expect(JSON.stringify(found).toLowerCase()).not.toContain(secret)
})

test('a time-out that ends a function before its client gives up is found', () => {
  const deployed = (timeout: number) => ({
    'cloudbaserc.json': JSON.stringify({
      functions: [{ name: 'a', config: { timeout, envVariables: { WX_APPID: 'x', WX_SECRET: 'x' } } }],
    }),
  })
  const of = (timeout: number, source: string) =>
    folders.make({
      ...base,
      ...deployed(timeout),
      'cloud/a/index.js': source,
      'cloud/a/package.json': shimOnly,
    })
  expect(faults(of(10, client))).toEqual(['cloudbaserc.json:1:47 timeOut'])
  expect(faults(of(11, client))).toEqual([])
  expect(faults(of(5, client.replace('()', '({ timeoutMs: 4000 })')))).toEqual([])
  expect(faults(of(3, client.replace('()', '({ timeoutMs: 4000 })')))).toEqual([
    'cloudbaserc.json:1:47 timeOut',
  ])
})

test.each([
  ['ADMINONLY', []],
  ['"PRIVATE"', ['rule.json:1:1 tokenRule']],
  ['{ "read": false, "write": false }', []],
  ['{ "read": "doc._openid == auth.openid", "write": false }', ['rule.json:1:11 tokenRule']],
  ['{ "write": false }', ['rule.json:1:1 tokenRule']],
  ['{ "read": false, }', ['rule.json:1:18 tokenRule']],
])('S13 the rule of the collection of tokens: %s', (rule, expected) => {
  const folder = folders.make({ ...base, 'rule.json': rule })
  expect(faults(folder, { tokenRule: join(folder, 'rule.json') })).toEqual(expected)
})
