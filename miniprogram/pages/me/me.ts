import { config, functionOf } from '../../config'
import { loadPage, notLoaded } from '../../services/load-page'
import { type Caller, openidKey, whoami } from '../../services/openapi'
import { keep } from '../../services/storage'

const releases: { readonly [envVersion: string]: string } = {
  develop: '开发版',
  trial: '体验版',
  release: '正式版',
}

Page({
  data: {
    ...notLoaded(),
    caller: { openid: '', operator: false, env: '' } as Caller,
    appid: '',
    release: '',
    library: '',
    through: '',
    /** Whether this is not the released version. */
    isTest: false,
    /** The function that says who is an operator. */
    asked: functionOf('logistics'),
  },

  onLoad() {
    const { appId, envVersion, version } = wx.getAccountInfoSync().miniProgram
    this.setData({
      appid: appId,
      isTest: envVersion !== 'release',
      release: `${releases[envVersion] || envVersion || '未知'}${version ? ` ${version}` : ''}`,
      library: wx.getAppBaseInfo().SDKVersion,
      through: config.callThrough === 'single' ? `云函数 ${config.singleFunction}` : '每个接口分类一个云函数',
    })
  },

  onShow() {
    void this.refresh()
  },

  async onPullDownRefresh() {
    await this.refresh()
    wx.stopPullDownRefresh()
  },

  refresh() {
    return loadPage(this, async () => {
      const caller = await whoami()
      keep(openidKey, caller.openid)
      return { caller }
    })
  },

  goToConsole() {
    wx.navigateTo({ url: '/console/pages/methods/methods' })
  },

  goToAddresses() {
    wx.navigateTo({ url: '/pages/addresses/addresses' })
  },
})
