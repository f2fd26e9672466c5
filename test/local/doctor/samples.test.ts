import { dirname } from 'node:path'
import { check, told, useFolders } from './project'

const folders = useFolders()

test('in plain JavaScript with wx-server-sdk every planted fault is found, and nothing else', () => {
  expect(told(check(folders.copy('plain')))).toEqual([
    'cloudfunctions/asHttps/config.json:2:32 unused logistics.getOrder',
    'cloudfunctions/codes/config.json:2:15 misplaced wxacode.get',
    'cloudfunctions/codes/config.json:4:17 misplaced logistics.addOrder',
    'cloudfunctions/codes/index.js:8:53 misspelt urllink.genrate',
    'cloudfunctions/notify/config.json:3:48 misspelt subscribeMessage.sned',
    'cloudfunctions/notify/config.json:3:73 unused uniformMessage.send',
    'cloudfunctions/notify/index.js:6:32 missing security.msgSecCheck',
    'cloudfunctions/orders/config.json:3:17 notCloudCallable logistics.testUpdateOrder',
    'cloudfunctions/orders/index.js:7:33 notCloudCallable logistics.testUpdateOrder',
    'cloudfunctions/orders/index.js:8:33 note dynamic',
    'project.config.json:5:32 misplaced wxacode.getUnlimited',
  ])
})

test('in TypeScript with aliases, classes and shared files every planted fault is found, and nothing else', () => {
  expect(told(check(folders.copy('typed')))).toEqual([
    'server/jobs/config.json:3:52 notCloudCallable auth.code2Session',
    'server/jobs/index.js:9:9 note withdrawn templateMessage.getTemplateList',
    'server/jobs/index.js:10:13 missing uniformMessage.send',
    'server/jobs/index.js:10:13 note withdrawn uniformMessage.send',
    'server/jobs/index.js:11:17 missing search.submitPages',
    'server/jobs/index.js:12:17 note dynamic',
    'server/labels/config.json:2:31 misplaced ocr.idcard',
    'server/labels/config.json:4:76 misspelt ocr.bankCard',
    'server/labels/recognise.ts:4:27 note dynamic',
    'server/parcels/config.json:3:38 unused logistics.cancelOrder',
    'shared/wechat/parcels.ts:15:31 missing logistics.getPrinter',
  ])
})

test('in functions of our own every planted fault is found, and nothing else', () => {
  expect(told(check(folders.copy('own')))).toEqual([
    'cloudfunctions/codes/config.json:1:47 misspelt wxacode.createQRcode',
    'cloudfunctions/codes/index.ts:5:21 misplaced',
    'cloudfunctions/logistics/config.json:3:60 notCloudCallable logistics.testUpdateOrder',
    'cloudfunctions/logistics/config.json:3:89 unused wxacode.get',
    'cloudfunctions/logistics/index.ts:6:25 missing logistics.getOrder',
    'cloudfunctions/logistics/index.ts:6:37 notCloudCallable logistics.scatterGetBill',
    'cloudfunctions/logistics/index.ts:6:55 misspelt getPrinters',
    'cloudfunctions/logistics/index.ts:7:34 wrongOption logistics.getQuota',
  ])
})

test('the cloud functions of this repository have nothing wrong', () => {
  const { functions, findings } = check(dirname(dirname(dirname(__dirname))))
  expect(functions.length).toBeGreaterThan(30)
  expect(findings).toEqual([])
})
