import { type Words, wordsFor } from '../../services/error-words'
import type { OrderRecord } from '../../services/order-book'
import { listOrders } from '../../services/order-book'
import type { OrderView } from '../../services/order-words'
import { viewOrder } from '../../services/order-words'
import { refreshOrders } from '../../services/placed-orders'

/** So many are drawn at first, and with each tap on 显示更多. */
const step = 50

Page({
  data: {
    orders: [] as OrderView[],
    /** The number of orders on this phone. */
    total: 0,
    /** The number of matches. */
    found: 0,
    shown: step,
    wanted: '',
    /** The error of the last refresh. */
    words: null as Words | null,
  },

  onShow() {
    this.show()
  },

  async onPullDownRefresh() {
    await this.refresh()
    wx.stopPullDownRefresh()
  },

  async refresh() {
    try {
      await refreshOrders()
      this.setData({ words: null })
    } catch (error) {
      this.setData({ words: wordsFor(error) })
    }
    this.show()
  },

  /** Shows the orders on this phone; needs no network. */
  show() {
    const { wanted, shown } = this.data
    const all = listOrders()
    const found = all.filter(order => fits(order, wanted))
    this.setData({ orders: found.slice(0, shown).map(viewOrder), total: all.length, found: found.length })
  },

  showMore() {
    this.setData({ shown: this.data.shown + step })
    this.show()
  },

  onSearch({ detail }: WechatMiniprogram.Input) {
    this.setData({ wanted: detail.value, shown: step })
    this.show()
  },

  goToCreate() {
    wx.navigateTo({ url: '/pages/order-create/order-create' })
  },

  open({ detail }: WechatMiniprogram.CustomEvent<OrderView>) {
    wx.navigateTo({
      url: `/pages/order-detail/order-detail?orderId=${encodeURIComponent(detail.orderId)}`,
    })
  },
})

function fits(order: OrderRecord, wanted: string): boolean {
  const text = wanted.trim().toLowerCase()
  if (!text) return true
  const { orderId, waybillId, receiverName, receiverPhone, goods, company } = order
  return [orderId, waybillId, receiverName, receiverPhone, goods, company].some(part =>
    part.toLowerCase().includes(text),
  )
}
