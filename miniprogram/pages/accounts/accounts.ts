import type { AccountView } from '../../services/accounts'
import { bindAccount, confirmUnbinding, listAccounts } from '../../services/accounts'
import { isCallError } from '../../services/call-error'
import { type Words, wordsFor } from '../../services/error-words'
import { loadPage, notLoaded } from '../../services/load-page'

type CardEvent = WechatMiniprogram.CustomEvent<AccountView>

const wrongPassword = 9300531

Page({
  data: {
    ...notLoaded(),
    accounts: [] as AccountView[],
    /** Key of the account that is being unbound. */
    busyKey: '',
    /** The error of the last unbinding. */
    failed: null as Words | null,
  },

  onShow() {
    void this.refresh()
  },

  async onPullDownRefresh() {
    await this.refresh()
    wx.stopPullDownRefresh()
  },

  refresh() {
    return loadPage(this, async () => ({ accounts: await listAccounts(), failed: null }))
  },

  goToBind() {
    wx.navigateTo({ url: '/pages/account-bind/account-bind' })
  },

  bindAgain({ detail }: CardEvent) {
    wx.navigateTo({ url: formUrl('bind', detail) })
  },

  async unbind({ detail }: CardEvent) {
    if (this.data.busyKey) return
    if (!(await confirmUnbinding(detail.company, detail.bizId)) || this.data.busyKey) return
    this.setData({ busyKey: detail.key, failed: null })
    try {
      await bindAccount({ type: 'unbind', deliveryId: detail.deliveryId, bizId: detail.bizId })
      wx.showToast({ title: '已解绑', icon: 'success' })
      await this.refresh()
    } catch (error) {
      if (isCallError(error) && error.errCode === wrongPassword) {
        // Some delivery companies require the password for this too: the form asks for it.
        wx.navigateTo({ url: formUrl('unbind', detail) })
      } else {
        this.setData({ failed: wordsFor(error) })
        wx.pageScrollTo({ scrollTop: 0 })
      }
    } finally {
      this.setData({ busyKey: '' })
    }
  },
})

function formUrl(type: 'bind' | 'unbind', { deliveryId, bizId }: AccountView): string {
  const query = `type=${type}&deliveryId=${encodeURIComponent(deliveryId)}&bizId=${encodeURIComponent(bizId)}`
  return `/pages/account-bind/account-bind?${query}`
}
