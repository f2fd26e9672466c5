import type { SetupOptions } from '../../../local/doctor/checks/check'
import { examine } from '../../../local/doctor/examine'
import { showPlace } from '../../../local/project/finding'
import { openProject } from '../../../local/project/open-project'
import { useFolders } from './project'

const folders = useFolders()

const base = {
  'project.config.json': '{ "appid": "wx0123456789abcdef", "cloudfunctionRoot": "cloud/" }',
  'rule.json': 'ADMINONLY',
}
const sharing = (options = '') => `const cloud = require('wx-server-sdk')
const { createOpenapi } = require('wx-openapi-shim')
const { cloudbaseStore } = require('wx-openapi-shim/stores')
const store = cloudbaseStore(cloud.database()${options})
exports.main = () => createOpenapi({ appid: 'a', secret: 'b', store }).logistics.getAllAccount()
`
const collections = (...items: object[]) => ({
  'cloudbaserc.json': JSON.stringify({
    framework: { plugins: { db: { inputs: { collections: items } } } },
    functions: [{ name: 'keep', timeout: 20 }],
  }),
})

/** What is found about collections, each as `place severity: sentence`. */
function found(files: Record<string, string>, options: SetupOptions = {}): string[] {
  const folder = folders.make({ ...base, ...files })
  const given = options.tokenRule ? { tokenRule: `${folder}/${options.tokenRule}` } : {}
  return examine(openProject(folder), given)
    .filter(({ kind }) => kind === 'tokenRule')
    .map(({ place, severity, what }) => `${showPlace(place)} ${severity}: ${what}`)
}

test('S13 a collection of tokens that cloudbaserc.json opens to users is a fault', () => {
  for (const preset of ['READONLY', 'PRIVATE', 'ADMINWRITE']) {
    const declared = collections({ collectionName: 'wx_openapi_tokens', aclTag: preset })
    expect(found({ 'cloud/keep/index.js': sharing(), ...declared })).toEqual([
      `cloudbaserc.json:1:104 fault: ${preset} gives users of the mini program access to the collection of tokens`,
    ])
  }
})

test('S13 so it is when no function of the project uses it: a server may', () => {
  const declared = collections({ collectionName: 'wx_openapi_tokens', aclTag: 'PRIVATE' })
  expect(found(declared)).toHaveLength(1)
})

test('S13 one that is ADMINONLY is good', () => {
  const declared = collections({ collectionName: 'wx_openapi_tokens', aclTag: 'ADMINONLY' })
  expect(found({ 'cloud/keep/index.js': sharing(), ...declared })).toEqual([])
})

test('S13 a rule of one’s own must close both rights', () => {
  const custom = (aclRule?: object) =>
    found(collections({ collectionName: 'wx_openapi_tokens', aclTag: 'CUSTOM', aclRule }))
  expect(custom({ read: false, write: false })).toEqual([])
  expect(custom({ read: 'auth != null', write: false })).toEqual([
    'cloudbaserc.json:1:104 fault: read is not closed for the collection of tokens',
  ])
  expect(custom()).toEqual([
    'cloudbaserc.json:1:104 fault: CUSTOM comes without a rule for the collection of tokens',
  ])
})

test('S13 a rule without a preset counts as well', () => {
  const ruled = (aclRule: object) => found(collections({ collectionName: 'wx_openapi_tokens', aclRule }))
  expect(ruled({ read: true, write: true })).toHaveLength(2)
  expect(ruled({ read: false, write: false })).toEqual([])
})

test('S13 every collection that cannot be seen is noted, whichever rule is given', () => {
  const two = {
    'cloud/keep/index.js': sharing(),
    'cloud/other/index.js': sharing(", { collection: 'keys' }"),
  }
  const notes = [
    'cloud/keep/index.js:4:15 note: who may read wx_openapi_tokens cannot be seen from here',
    'cloud/other/index.js:4:15 note: who may read keys cannot be seen from here',
  ]
  expect([found(two), found(two, { tokenRule: 'rule.json' })]).toEqual([notes, notes])
})

test('S13 a collection with a name of its own is followed', () => {
  const declared = collections(
    { collectionName: 'orders', aclTag: 'PRIVATE' },
    { collectionName: 'keys', aclTag: 'ADMINWRITE' },
  )
  const keep = sharing(", { collection: 'keys' }")
  expect(found({ 'cloud/keep/index.js': keep, ...declared })).toEqual([
    'cloudbaserc.json:1:138 fault: ADMINWRITE gives users of the mini program access to the collection of tokens',
  ])
})

test('S13 what cannot be seen is noted where the store is made, until its rule is given', () => {
  const note = (name: string) =>
    `cloud/keep/index.js:4:15 note: who may read ${name} cannot be seen from here`
  const keep = { 'cloud/keep/index.js': sharing() }
  expect(found(keep)).toEqual([note('wx_openapi_tokens')])
  expect(found({ ...keep, ...collections({ collectionName: 'wx_openapi_tokens' }) })).toEqual([
    note('wx_openapi_tokens'),
  ])
  expect(found({ 'cloud/keep/index.js': sharing(', { collection: process.env.KEYS }') })).toEqual([
    note('the collection of tokens'),
  ])
  expect(found(keep, { tokenRule: 'rule.json' })).toEqual([])
})

test.each([
  ["const { createOpenapi } = require('wx-openapi-shim')", "createOpenapi({ transport: 'cloud' })"],
  ["const { createCloud } = require('wx-openapi-shim')", "createCloud({ transport: 'cloud' }).openapi"],
  [
    `const { cloudCalls, createOpenapi } = require('wx-openapi-shim/client')
const { logistics } = require('wx-openapi-shim/catalogue/logistics')`,
    'createOpenapi({ rows: { logistics }, transport: cloudCalls })',
  ],
])('a client whose transport is the cloud needs permissions, and no variables: %s', (load, client) => {
  const folder = folders.make({
    ...base,
    'cloud/a/index.js': `${load}\nexports.main = () => ${client}.logistics.getAllAccount()\n`,
  })
  const kinds = examine(openProject(folder), {}).map(({ kind, permission }) => [kind, permission])
  expect(kinds).toContainEqual(['missing', 'logistics.getAllAccount'])
  expect(kinds.map(([kind]) => kind)).not.toContain('environment')
})
