import type { Tone } from '../../services/accounts'
import { textOfBase64 } from '../../services/base64'
import { formatTime } from '../../services/dates'
import { type Words, wordsFor } from '../../services/error-words'
import { confirmLoss, goBackOr, scrollTo } from '../../services/interaction'
import { loadPage, notLoaded } from '../../services/load-page'
import { mustBeOperator } from '../../services/openapi'
import type { OrderRecord } from '../../services/order-book'
import { findOrder, removeOrder } from '../../services/order-book'
import { lookUpOrder } from '../../services/order-sending'
import type { TrackStep } from '../../services/order-words'
import { stateOfOrder } from '../../services/order-words'
import { cancelOrder, readTrack } from '../../services/placed-orders'

/** What the carrier prints on the waybill. */
interface PrintData {
  lines: { key: string; value: string }[]
  html: string
}

Page({
  data: {
    ...notLoaded(),
    orderId: '',
    order: null as OrderRecord | null,
    stateText: '',
    tone: 'mute' as Tone,
    sentTime: '',
    steps: [] as TrackStep[],
    /** WeChat does not have the order. */
    unknown: false,
    cancelling: false,
    cancelFailed: null as Words | null,
    print: null as PrintData | null,
    printing: false,
    printFailed: null as Words | null,
  },

  onLoad({ orderId }: Record<string, string | undefined>) {
    this.setData({ orderId: decodeURIComponent(orderId || '') })
  },

  onShow() {
    void this.refresh()
  },

  async onPullDownRefresh() {
    await this.refresh()
    wx.stopPullDownRefresh()
  },

  /** Looks up whether an unsure order exists, else where the parcel is. */
  async refresh() {
    this.show()
    await loadPage(this, async () => {
      await mustBeOperator()
      let { order } = this.data
      if (order?.state === 'unsure') {
        const found = await lookUpOrder(order)
        this.setData({ unknown: !found })
        order = findOrder(order.orderId) || null
      }
      return order?.state === 'made' ? { steps: await readTrack(order) } : {}
    })
    this.show()
  },

  /** Shows what this phone knows of the order. */
  show() {
    const order = findOrder(this.data.orderId) || null
    this.setData({
      order,
      ...(order ? { ...stateOfOrder(order), sentTime: formatTime(order.sentAt / 1000) } : {}),
    })
  },

  async cancel() {
    const { order, cancelling } = this.data
    if (!order || cancelling) return
    const isMeant = await confirmLoss({
      title: '取消这张运单？',
      content: `${order.company} ${order.waybillId} 取消后不能恢复，要寄需要重新下单。`,
      confirmText: '取消运单',
      cancelText: '先不取消',
    })
    if (!isMeant || this.data.cancelling) return
    this.setData({ cancelling: true, cancelFailed: null })
    try {
      await cancelOrder(order)
      wx.showToast({ title: '已取消', icon: 'success' })
    } catch (error) {
      this.setData({ cancelFailed: wordsFor(error) })
      scrollTo('#cancel-failed')
    } finally {
      this.setData({ cancelling: false })
      this.show()
    }
  },

  /** After an ambiguous cancellation: looks up the order. */
  async lookUp() {
    const { order } = this.data
    if (!order || this.data.cancelling) return
    this.setData({ cancelling: true })
    try {
      const found = await lookUpOrder(order)
      this.setData({ cancelFailed: null })
      wx.showToast({ title: found?.orderStatus === 1 ? '已经取消' : '还没有取消', icon: 'none' })
    } catch (error) {
      this.setData({ cancelFailed: wordsFor(error) })
      scrollTo('#cancel-failed')
    } finally {
      this.setData({ cancelling: false })
      this.show()
    }
  },

  async readPrint() {
    const { order, printing } = this.data
    if (!order || printing) return
    this.setData({ printing: true, printFailed: null })
    try {
      const found = await lookUpOrder(order)
      const print = found && { lines: found.waybillData || [], html: textOfBase64(found.printHtml || '') }
      this.setData({ print: print || null, unknown: !found })
    } catch (error) {
      this.setData({ printFailed: wordsFor(error) })
    } finally {
      this.setData({ printing: false })
      this.show()
    }
  },

  copyPrint() {
    const lines = (this.data.print?.lines || []).map(({ key, value }) => `${key}: ${value}`)
    wx.setClipboardData({ data: lines.join('\n') })
  },

  copyHtml() {
    wx.setClipboardData({ data: this.data.print?.html || '' })
  },

  async forgetOrder() {
    const isMeant = await confirmLoss({
      title: '从列表里删除？',
      content: '只删除这部手机上的记录。',
      confirmText: '删除',
      cancelText: '先留着',
    })
    if (!isMeant) return
    removeOrder(this.data.orderId)
    goBackOr('/pages/orders/orders')
  },
})
