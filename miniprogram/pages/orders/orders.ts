import { formatTime } from '../../services/dates'
import { type Words, wordsFor } from '../../services/error-words'
import { loadPage, notLoaded } from '../../services/load-page'
import { mustBeOperator, wasOperator } from '../../services/openapi'
import type { OrderRecord } from '../../services/order-book'
import { listOrders } from '../../services/order-book'
import type { OrderView } from '../../services/order-words'
import { viewOrder } from '../../services/order-words'
import { refreshOrders } from '../../services/placed-orders'
import { keep, readKept } from '../../services/storage'

/** So many are drawn at first, and with each tap on 显示更多. */
const step = 50
const readAtKey = 'orders-read-at'
/** A list that was read within this time is not read again by itself. */
const freshForMs = 10 * 60 * 1000

Page({
  data: {
    ...notLoaded(),
    /** Whether the user was an operator at the last visit: the orders can be drawn at once. */
    wasOperator: false,
    orders: [] as OrderView[],
    /** The number of orders on this phone. */
    total: 0,
    /** The number of matches. */
    found: 0,
    shown: step,
    wanted: '',
    /** When the whole list was read last; empty for never. */
    readAt: '',
    updating: false,
    stopping: false,
    /** How many of the open orders are read. */
    done: 0,
    todo: 0,
    /** How the last refresh ended, if not in full. */
    note: '',
    /** The error of the last refresh. */
    failed: null as Words | null,
  },

  onShow() {
    this.setData({ wasOperator: wasOperator() })
    this.show()
    void this.enter()
  },

  async onPullDownRefresh() {
    await this.refresh()
    wx.stopPullDownRefresh()
  },

  /** Asks whether the user may see the orders; an old list is read again by itself. */
  async enter() {
    await loadPage(this, async () => {
      await mustBeOperator()
      return {}
    })
    if (!this.data.words && Date.now() - readKept(readAtKey, 0) > freshForMs) await this.refresh()
  },

  /** Reads the whole list, batch by batch. */
  async refresh() {
    if (this.data.updating || !this.data.total) return
    this.setData({ updating: true, stopping: false, done: 0, todo: 0, note: '', failed: null })
    try {
      const { isStopped, withoutTrack } = await refreshOrders({
        onProgress: (done, todo) => {
          this.setData({ done, todo })
          this.show()
        },
        isStopped: () => this.data.stopping,
      })
      if (!isStopped) keep(readAtKey, Date.now())
      this.setData({ note: noteOf(isStopped, this.data.done, this.data.todo, withoutTrack) })
    } catch (error) {
      this.setData({ failed: wordsFor(error) })
    } finally {
      this.setData({ updating: false })
      this.show()
    }
  },

  stop() {
    this.setData({ stopping: true })
  },

  /** Shows the orders on this phone; needs no network. */
  show() {
    const { wanted, shown } = this.data
    const all = listOrders()
    const found = all.filter(order => fits(order, wanted))
    this.setData({
      orders: found.slice(0, shown).map(viewOrder),
      total: all.length,
      found: found.length,
      readAt: formatTime(readKept(readAtKey, 0) / 1000),
    })
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

function noteOf(isStopped: boolean, done: number, todo: number, withoutTrack: number): string {
  if (isStopped) return `已停下，更新了 ${done} / ${todo} 单。`
  return withoutTrack ? `${withoutTrack} 单没有查到轨迹，点进运单可以看原因。` : ''
}

function fits(order: OrderRecord, wanted: string): boolean {
  const text = wanted.trim().toLowerCase()
  if (!text) return true
  const { orderId, waybillId, receiverName, receiverPhone, goods, company } = order
  return [orderId, waybillId, receiverName, receiverPhone, goods, company].some(part =>
    part.toLowerCase().includes(text),
  )
}
