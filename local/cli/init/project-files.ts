import type { Project } from '../../project/open-project'
import { jsonFile, ownRange, sdkRange } from './function-files'
import type { NewFile } from './write-files'

/** What runs the tests of a project. */
export type Runner = 'jest' | 'vitest' | 'node'

const testScripts = { jest: 'jest', vitest: 'vitest run', node: 'node --test' } as const

/** The scripts of package.json, where the project has none of their names. */
export const scriptsFor = (runner: Runner) => ({
  start: 'wx-openapi start',
  test: testScripts[runner],
  build: 'wx-openapi build',
})

/** What a project needs to be installed: the command, the SDK that functions require, and what bundles them. */
export const packagesFor = { 'wx-openapi-shim': ownRange, 'wx-server-sdk': sdkRange, esbuild: '^0.28.0' }

/** What no repository keeps. */
export const ignoredLines = ['node_modules/', 'dist/', '.wx-openapi/', 'project.private.config.json']

export const projectConfigFile = ({ functions, miniprogram }: Project, name: string): string =>
  jsonFile({
    appid: '',
    projectname: name,
    compileType: 'miniprogram',
    ...(miniprogram.state === 'there' &&
      miniprogram.written !== './' && { miniprogramRoot: miniprogram.written }),
    cloudfunctionRoot: functions.written,
  })

export const packageFile = (name: string, runner: Runner): string =>
  jsonFile({ name, private: true, scripts: scriptsFor(runner), devDependencies: packagesFor })

/** Attaches to the function that `wx-openapi start --inspect` runs. */
export const launchFile: NewFile = {
  path: '.vscode/launch.json',
  text: jsonFile({
    version: '0.2.0',
    configurations: [
      {
        name: 'cloud functions',
        type: 'node',
        request: 'attach',
        port: 9229,
        restart: true,
        skipFiles: ['<node_internals>/**'],
      },
    ],
  }),
}

/** How each runner begins: what it gives to the file, and what runs once before and after. */
const beginnings: { readonly [runner in Runner]: string } = {
  node: `const assert = require('node:assert/strict')
const { after, before, test } = require('node:test')
const { startProject } = require('wx-openapi-shim/testing')

let we
before(async () => {
  we = await startProject({ folder: __dirname })
})
after(() => we.close())
`,
  jest: `/** @jest-environment node */
const assert = require('node:assert/strict')
const { startProject } = require('wx-openapi-shim/testing')

jest.setTimeout(30_000)
let we
beforeAll(async () => {
  we = await startProject({ folder: __dirname })
})
afterAll(() => we.close())
`,
  vitest: `import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { startProject } from 'wx-openapi-shim/testing'

let we
beforeAll(async () => {
  we = await startProject({ folder: import.meta.dirname })
}, 30_000)
afterAll(() => we.close())
`,
}

/**
 * A test of the function to begin with, against the emulator.
 * @param isModule whether a file.js of the project is an ES module
 */
export const testFile = (functionName: string, runner: Runner, isModule: boolean): NewFile => ({
  path: `test/${functionName}.test.${runner === 'vitest' ? 'mjs' : isModule ? 'cjs' : 'js'}`,
  text: `${beginnings[runner]}
test('an honest text is good, and WeChat was asked for the user', async () => {
  const { isGood } = await we.invoke('${functionName}', { text: '你好' }, { openid: 'oCUSTOMER' })
  assert.equal(isGood, true)
  const [call] = await we.called('security.msgSecCheck')
  assert.equal(call.params.openid, 'oCUSTOMER')
})

test('without a text WeChat is not asked', async () => {
  await we.reset()
  assert.deepEqual(await we.invoke('${functionName}', {}), { isGood: false })
  assert.equal((await we.called('security.msgSecCheck')).length, 0)
})
`,
})
