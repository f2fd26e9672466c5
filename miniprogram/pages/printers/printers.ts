import { type Words, wordsFor } from '../../services/error-words'
import { confirmLoss } from '../../services/interaction'
import { loadPage, notLoaded } from '../../services/load-page'
import { openidKey } from '../../services/openapi'
import type { Printer } from '../../services/printers'
import { listPrinters, unbindPrinter } from '../../services/printers'
import { readKept } from '../../services/storage'

type CardEvent = WechatMiniprogram.CustomEvent<Printer>

Page({
  data: {
    ...notLoaded(),
    printers: [] as Printer[],
    otherTags: '',
    ownOpenid: '',
    /** OPENID of the printer that is being unbound. */
    busyOpenid: '',
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
    return loadPage(this, async () => {
      const { list, otherTags } = await listPrinters()
      const ownOpenid = readKept(openidKey, '')
      return { printers: list, otherTags: otherTags.join('、'), ownOpenid, failed: null }
    })
  },

  goToBind() {
    wx.navigateTo({ url: '/pages/printer-bind/printer-bind' })
  },

  edit({ detail }: CardEvent) {
    const query = `openid=${encodeURIComponent(detail.openid)}&tags=${detail.tags.join(',')}`
    wx.navigateTo({ url: `/pages/printer-bind/printer-bind?${query}` })
  },

  async unbind({ detail }: CardEvent) {
    if (this.data.busyOpenid) return
    const isMeant = await confirmLoss({
      title: '解绑这个打印员？',
      content: `${detail.openid} 解绑后不能再打印电子面单。`,
      confirmText: '解绑',
      cancelText: '先不解绑',
    })
    if (!isMeant || this.data.busyOpenid) return
    this.setData({ busyOpenid: detail.openid, failed: null })
    try {
      await unbindPrinter(detail.openid)
      wx.showToast({ title: '已解绑', icon: 'success' })
      await this.refresh()
    } catch (error) {
      this.setData({ failed: wordsFor(error) })
      wx.pageScrollTo({ scrollTop: 0 })
    } finally {
      this.setData({ busyOpenid: '' })
    }
  },
})
