import { join } from 'node:path'
import { Consumer } from './consumer'

const runner = join(process.cwd(), 'node_modules/jest/bin/jest.js')
let consumer: Consumer
afterEach(() => consumer?.remove())

const text = `
const lib = require('wx-openapi-shim')
const API = require('wx-openapi-shim/wechat-api')
const emulator = require('wx-openapi-shim/emulator')
const stores = require('wx-openapi-shim/stores')

afterEach(() => jest.restoreAllMocks())

test('createOpenapi', async () => {
  const original = lib.createOpenapi
  const send = jest.fn().mockResolvedValue({ errCode: 0 })
  jest.spyOn(lib, 'createOpenapi').mockReturnValue({ subscribeMessage: { send } })
  await lib.createOpenapi().subscribeMessage.send({ touser: 'o' })
  expect(send).toHaveBeenCalledWith({ touser: 'o' })
  jest.restoreAllMocks()
  expect(lib.createOpenapi).toBe(original)
})
test('a method of the class, and the class', async () => {
  jest.spyOn(API.prototype, 'sendText').mockResolvedValue({ errcode: 0 })
  expect(await new API('a', 'b').sendText('o', 'hello')).toEqual({ errcode: 0 })
  jest.spyOn(API, 'API').mockImplementation(() => ({ sendText: () => 'mine' }))
  expect(new API.API('a', 'b').sendText()).toBe('mine')
})
test('startEmulator', () => {
  jest.spyOn(emulator, 'startEmulator').mockReturnValue('mine')
  expect(emulator.startEmulator()).toBe('mine')
})
test('fileStore', () => {
  jest.spyOn(stores, 'fileStore').mockReturnValue('mine')
  expect(stores.fileStore()).toBe('mine')
})
`

test('jest.spyOn replaces what the entries export, and puts it back', async () => {
  consumer = new Consumer({ 'mine.test.js': text, 'package.json': '{ "name": "consumer" }' })
  await consumer.node(runner, '--rootDir', '.', '--json', '--outputFile', 'result.json')
  const { numPassedTests, numTotalTests } = JSON.parse(
    await consumer.node('-p', 'fs.readFileSync("result.json", "utf8")'),
  )
  expect([numPassedTests, numTotalTests]).toEqual([4, 4])
})
