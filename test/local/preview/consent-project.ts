import { unit } from './project-folder'

const openTypes = [
  'getPhoneNumber',
  'getRealtimePhoneNumber',
  'getUserInfo',
  'chooseAvatar',
  'openSetting',
  'contact',
  'share',
  'feedback',
  'launchApp',
  'agreePrivacyAuthorization',
]
const events = [
  'getphonenumber',
  'getrealtimephonenumber',
  'getuserinfo',
  'chooseavatar',
  'opensetting',
  'contact',
  'agreeprivacyauthorization',
  'launchapp',
  'error',
]
const listeners = events.map(event => `bind${event}="tell"`).join(' ')
const buttons = openTypes.map(
  name => `
<button id="of-${name}" data-n="1" open-type="${name}" show-message-card send-message-title="card"
  send-message-path="pages/other/other?a=1" ${listeners}>${name}</button>`,
)

const wxml = `${buttons.join('')}
<navigator target="miniProgram" app-id="wx1234567890abcdef" path="pages/a" bindsuccess="tell" bindfail="tell">
  navigator</navigator>
<image wx:if="{{avatar}}" src="{{avatar}}" />
<input type="nickname" placeholder="nickname" bindnicknamereview="tell" />`

const script = `
Page({
  data: { told: [] },
  tell({ type, detail }) { this.setData({ told: [...this.data.told, { type, detail }] }) },
  onShareAppMessage({ from, target }) {
    const title = from + ' ' + (target ? target.id + target.dataset.n : '')
    return { title, promise: Promise.resolve({ path: '/pages/other/other?from=' + from, imageUrl: '/dot.svg' }) }
  },
  onShareTimeline() { return { title: 'moments', query: 'q=1' } },
  onAddToFavorites() { return { title: 'favorite', query: 'q=2' } },
})`

const app = {
  pages: ['pages/ask/ask', 'pages/other/other'],
  permission: { 'scope.userLocation': { desc: 'to find shops' } },
  requiredPrivateInfos: ['getLocation', 'getFuzzyLocation', 'chooseLocation', 'startLocationUpdate'],
  __usePrivacyCheck__: true,
}

/** A project with one button of each open-type, whose page keeps the events. */
export const consentProject = {
  'project.config.json':
    '{ "miniprogramRoot": "mini/", "projectname": "茶铺", "appid": "wx00000000000000aa" }',
  'mini/app.json': JSON.stringify(app),
  'mini/app.ts': 'App({ onLaunch() { wx.cloud.init() }, onHide() { this.isHidden = true } })',
  'mini/dot.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20"/></svg>',
  ...unit('mini/pages/ask/ask', wxml, { ts: script, json: { navigationBarTitleText: '门店' } }),
  ...unit('mini/pages/other/other', '<view>the other page</view>'),
  'cloudfunctions/echo/index.js': 'exports.main = async event => event',
}
