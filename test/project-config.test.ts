import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(__dirname, '..')
const config = JSON.parse(readFileSync(resolve(root, 'project.config.json'), 'utf8'))

test('DevTools finds the mini program and the cloud functions', () => {
  expect(config).toMatchObject({
    compileType: 'miniprogram',
    miniprogramRoot: 'miniprogram/',
    cloudfunctionRoot: 'cloudfunctions/',
  })
  expect(existsSync(resolve(root, config.miniprogramRoot, 'app.json'))).toBe(true)
  expect(existsSync(resolve(root, config.cloudfunctionRoot))).toBe(true)
})

test('DevTools compiles TypeScript by its own plugin', () => {
  expect(config.setting.useCompilerPlugins).toEqual(['typescript'])
})

test('the syntax of the scripts is lowered for old phones', () => {
  expect(config.setting).toMatchObject({ es6: true, enhance: true })
})

test('the project names no account of anybody', () => expect(config.appid).toBe('touristappid'))

test('what only the editor needs is not uploaded', () => {
  expect(config.packOptions.ignore).toEqual([
    { type: 'file', value: 'tsconfig.json' },
    { type: 'folder', value: 'typings' },
  ])
})
