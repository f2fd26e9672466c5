import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { examine } from '../../../local/doctor/examine'
import { showPlace } from '../../../local/project/finding'
import { openProject } from '../../../local/project/open-project'
import { useCommand } from '../cli/command'
import { useFolders } from './project'

const folders = useFolders()
const command = useCommand()

const found = (folder: string, ...kinds: string[]): string[] =>
  examine(openProject(folder), {})
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map(({ place, severity, kind }) => `${showPlace(place)} ${severity} ${kind}`)

const base = {
  'project.config.json': '{ "appid": "wx0123456789abcdef", "cloudfunctionRoot": "cloud/" }',
}

test('a project full of what only looks wrong has one secret, one file out of reach and two warnings', () => {
  expect(found(folders.copy('hostile'))).toEqual([
    'miniprogram/real.js:1:58 fault secret',
    'cloudfunctions/pay/index.js:3:24 fault notUploaded',
    'cloudfunctions/pay/index.js:1:23 warning missingPackage',
    'cloudfunctions/pay/config.json:1:28 warning unused',
  ])
})

test('unused names the dead call and does not fail a build, unless it is strict', async () => {
  const folder = folders.copy('hostile')
  const check = (...options: string[]) => command.run(['permissions', 'check', folder, ...options])
  const { code, stdout } = await check()
  expect([code, stdout]).toEqual([
    0,
    'cloudfunctions/pay/config.json:1:28: warning: unused: ocr.printedText is listed, but nothing in pay calls it; cloudfunctions/pay/index.js:5:39 names it, but never runs\n',
  ])
  expect((await check('--strict')).code).toBe(1)
})

test('a call in a comment is named by unused', () => {
  const folder = folders.make({
    ...base,
    'cloud/a/index.js': '// await cloud.openapi.wxacode.get({})\nexports.main = () => 1\n',
    'cloud/a/config.json': '{ "permissions": { "openapi": ["wxacode.get"] } }',
  })
  const [unused] = examine(openProject(folder), {})
  expect(unused!.what).toContain('cloud/a/index.js:1:10 names it, but never runs')
})

test('a package that package.json does not name may be missing online; parts of node and its own packages are not', () => {
  const folder = folders.make({
    ...base,
    'cloud/a/index.js': `require('node:fs')
require('path')
require('lodash')
require('@scope/one/part')
require('axios/lib')
exports.main = () => 1
`,
    'cloud/a/package.json': '{ "dependencies": { "lodash": "4" }, "devDependencies": { "axios": "1" } }',
    'cloud/a/node_modules/@scope/one/part.js': '',
  })
  expect(found(folder)).toEqual(['cloud/a/index.js:5:9 warning missingPackage'])
})

test('a package without any package.json is missing online', () => {
  const folder = folders.make({ ...base, 'cloud/a/index.js': "require('axios')\nexports.main = () => 1\n" })
  expect(found(folder)).toEqual(['cloud/a/index.js:1:9 fault missingPackage'])
})

test('what a function in TypeScript requires is bundled, so that nothing is missing', () => {
  const folder = folders.make({
    ...base,
    'cloud/a/index.ts':
      "import axios from 'axios'\nimport { x } from '../../lib/x'\nexport const main = () => axios(x)\n",
    'lib/x.ts': 'export const x = 1',
  })
  expect(found(folder, 'missingPackage', 'notUploaded')).toEqual([])
})

test('what exports nothing is no function, so that nothing is said about its upload and its calls', () => {
  const folder = folders.make({
    ...base,
    'cloud/a/index.js': "require('../lib')\nrequire('axios')\nwx.cloud.callFunction({ name: 'other' })\n",
    'cloud/lib.js': '',
  })
  expect(found(folder)).toEqual([])
})

test('the time of a timer has seven fields, each with values that it can have', () => {
  const trigger = (config: string) =>
    `{ "triggers": [{ "name": "t", "type": "timer", "config": "${config}" }] }`
  const folder = folders.make({
    ...base,
    'cloud/a/index.js': 'exports.main = () => 1',
    'cloud/a/config.json': trigger('0 2 * * *'),
    'cloud/b/index.js': 'exports.main = () => 1',
    'cloud/b/config.json': trigger('0 0 2 * * * *'),
    'cloud/c/index.js': 'exports.main = () => 1',
    'cloud/c/config.json': trigger('0 0 24 * * * *'),
  })
  expect(found(folder)).toEqual([
    'cloud/a/config.json:1:58 fault trigger',
    'cloud/c/config.json:1:58 fault trigger',
  ])
})

test('functions are found where cloudbaserc says, in either of its forms', () => {
  const project = { 'project.config.json': '{ "appid": "wx0123456789abcdef" }', 'fns/a/index.js': '' }
  for (const [file, text] of [
    ['cloudbaserc.json', '{ "functionRoot": "./fns" }'],
    ['cloudbaserc.js', "module.exports = { functionRoot: './fns' }"],
  ] as const) {
    expect(openProject(folders.make({ ...project, [file]: text })).functions.state).toBe('there')
  }
})

test('project.private.config.json counts before project.config.json', () => {
  const folder = folders.make({
    'project.config.json': '{ "appid": "", "cloudfunctionRoot": "nowhere/" }',
    'project.private.config.json': '{ "appid": "wx0123456789abcdef", "cloudfunctionRoot": "cloud/" }',
    'cloud/a/index.js': 'exports.main = () => 1',
  })
  expect(found(folder)).toEqual([])
})

test('an empty appid is a note, and so is a mini program that a script has yet to build', () => {
  const folder = folders.make({
    'project.config.json': '{ "appid": "", "miniprogramRoot": "dist/" }',
    'package.json': '{ "scripts": { "build:weapp": "taro build" } }',
  })
  expect(found(folder)).toEqual([
    'project.config.json:1:12 note projectConfig',
    'project.config.json:1:35 note projectConfig',
  ])
})

test('a call of a method that WeChat withdrew is a note', () => {
  const folder = folders.make({
    ...base,
    'cloud/a/index.js': "exports.main = () => require('wx-server-sdk').openapi.uniformMessage.send({})\n",
    'cloud/a/package.json': '{ "dependencies": { "wx-server-sdk": "2" } }',
    'cloud/a/config.json': '{ "permissions": { "openapi": ["uniformMessage.send"] } }',
  })
  expect(found(folder)).toEqual(['cloud/a/index.js:1:70 note withdrawn'])
})

test('a function that no other is like may be deployed from elsewhere: a warning', () => {
  const folder = folders.make({
    ...base,
    'cloud/a/index.js': 'exports.main = () => 1',
    'app.json': '{}',
    'app.js':
      "wx.cloud.callFunction({ name: 'payments' })\nwx.cloud.callFunction({ name: 'cloudbase_module' })\n",
  })
  expect(found(folder)).toEqual(['app.js:1:10 warning missingFunction'])
})

test('fix in a folder that cannot be written says so and exits with 2', async () => {
  const folder = folders.make({
    ...base,
    'cloud/a/index.js': "exports.main = () => require('wx-server-sdk').openapi.wxacode.get({})\n",
    'cloud/a/config.json': '{}',
    // Even root is refused by this: what a read-only disk answers.
    'refuse.cjs': `const fs = require('node:fs')
const { openSync } = fs
fs.openSync = (path, flags, ...rest) => {
  if (flags === 'wx') throw Object.assign(new Error('read-only'), { code: 'EROFS' })
  return openSync(path, flags, ...rest)
}
require('node:module').syncBuiltinESMExports()
`,
  })
  const { code, stdout } = await command.run(['permissions', 'fix', folder], {
    env: { NODE_OPTIONS: `--require ${join(folder, 'refuse.cjs')}` },
  })
  expect([code, stdout.split('\n')[0]]).toEqual([
    2,
    'cloud/a/config.json was left as it is: it cannot be written (EROFS)',
  ])
  expect(readFileSync(join(folder, 'cloud/a/config.json'), 'utf8')).toBe('{}')
})
