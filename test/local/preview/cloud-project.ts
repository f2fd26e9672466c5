import { unit } from './project-folder'

const app = `
App({
  onLaunch() {
    wx.cloud.init({ env: { storage: 'shop', database: 'other' } })
    this.globalData = { word: 'prepared' }
    if (wx.getStorageSync('jumps')) wx.reLaunch({ url: '/pages/other/other' })
  },
})`
const script = `
const { word } = getApp().globalData
Page({
  data: { word, files: [], failed: '' },
  choose() {
    wx.chooseImage({ count: 1, success: ({ tempFilePaths: [path] }) => this.setData({ files: [path] }) })
  },
  onError({ detail }) { this.setData({ failed: detail.errMsg }) },
})`
const wxml = `
<view>{{word}}</view>
<button bindtap="choose">choose</button>
<image wx:for="{{files}}" wx:key="*this" src="{{item}}" binderror="onError" />
<video wx:if="{{film}}" src="{{film}}" />
<rich-text wx:if="{{rich}}" nodes="{{rich}}" />
<view class="failed">{{failed}}</view>`

/** A project whose pages ask the cloud, and whose functions answer, fail or are late. */
export const cloudProject = {
  'project.config.json': '{ "miniprogramRoot": "mini/" }',
  'cloudbaserc.json': '{ "functions": [{ "name": "slow", "timeout": 2 }] }',
  'mini/app.json': '{ "pages": ["pages/files/files", "pages/other/other"] }',
  'mini/app.ts': app,
  ...unit('mini/pages/files/files', wxml, { ts: script }),
  ...unit('mini/pages/other/other', '<view>the other page</view>'),
  'cloudfunctions/echo/index.js': 'exports.main = async event => event',
  'cloudfunctions/empty/index.js': 'exports.other = 1',
  'cloudfunctions/slow/index.js': 'exports.main = () => new Promise(() => {})',
  'cloudfunctions/broken/index.js': "exports.main = () => { throw new TypeError('no such thing') }",
}
