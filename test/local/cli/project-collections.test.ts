import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { projectCollections } from '../../../local/cli/start/project-collections'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wx-openapi-collections-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const cloud = `const cloud = require('wx-server-sdk'); cloud.init(); const db = cloud.database();`

test('are those that functions and pages name by a text, and those of cloudbaserc.json with their preset', () => {
  write(
    'project.config.json',
    '{ "miniprogramRoot": "miniprogram/", "cloudfunctionRoot": "cloudfunctions/" }',
  )
  write('cloudfunctions/a/names.js', `exports.orders = 'orders'`)
  write(
    'cloudfunctions/a/index.js',
    `${cloud} const { orders } = require('./names')
     exports.main = event => [db.collection(orders).get(), db.collection('logs').count(), db.collection(event.any)]`,
  )
  write('miniprogram/app.json', '{ "pages": ["p/p"] }')
  write(
    'miniprogram/p/p.js',
    `const db = wx.cloud.database(); Page({ onLoad() { db.collection('todos').get() } })`,
  )
  write(
    'cloudbaserc.json',
    `{ "collections": [
        { "collectionName": "news", "aclTag": "ADMINWRITE" },
        { "collectionName": "orders", "aclTag": "CUSTOM", "aclRule": {} }] }`,
  )
  expect(projectCollections(folder)).toEqual([
    { name: 'logs', access: undefined },
    { name: 'news', access: 'ADMINWRITE' },
    { name: 'orders', access: undefined },
    { name: 'todos', access: undefined },
  ])
})

test('are not those that the code creates itself', () => {
  write(
    'cloudfunctions/init/index.js',
    `${cloud} exports.main = async () => { await db.createCollection('sales'); await db.collection('logs').get() }`,
  )
  write('cloudfunctions/sum/index.js', `${cloud} exports.main = () => db.collection('sales').count()`)
  expect(projectCollections(folder)).toEqual([{ name: 'logs', access: undefined }])
})

test('are those, too, that a function is told by those who call it', () => {
  write('project.config.json', '{ "miniprogramRoot": "miniprogram/" }')
  write(
    'cloudfunctions/list/index.js',
    `${cloud} exports.main = ({ table, kind }) => db.collection(table).where({ kind }).get()`,
  )
  write('cloudfunctions/sum/index.js', `${cloud} exports.main = event => event.table`)
  write('miniprogram/app.json', '{ "pages": ["p/p"] }')
  write('miniprogram/p/call.js', 'module.exports = (name, data) => wx.cloud.callFunction({ name, data })')
  write(
    'miniprogram/p/p.js',
    `const call = require('./call')
     Page({ onLoad() {
       call('list', { table: 'orders', kind: 'paid' })
       call('list', { table: 'users' })
       getApp().callFunction({ name: 'list', data: { table: 'carts' } })
       wx.cloud.callFunction({ name: 'sum', data: { table: 'months' } })
     } })`,
  )
  expect(projectCollections(folder).map(({ name }) => name)).toEqual(['carts', 'orders', 'users'])
})

test('are none where there is no code, or none that can be read', () => {
  expect(projectCollections(folder)).toEqual([])
  write('cloudfunctions/a/index.js', 'exports.main = (')
  write('cloudbaserc.json', '{ "collections": ')
  expect(projectCollections(folder)).toEqual([])
})
