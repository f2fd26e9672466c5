import { loadPage, notLoaded } from '../../../services/load-page'
import { whoami } from '../../../services/openapi'
import { listMade } from '../../services/history'
import type { Line } from '../../services/lines'
import { madeLine, mayShowConsole, methodLine } from '../../services/lines'
import { listNamespaces, methodsIn, searchMethods } from '../../services/rows'

type LineEvent = WechatMiniprogram.CustomEvent
const mostFound = 60
const mostRecent = 3

Page({
  data: {
    ...notLoaded(),
    isAllowed: false,
    isOperator: false,
    /** The namespace whose methods are listed; empty for all namespaces. */
    namespace: '',
    namespaces: [] as Line[],
    recent: [] as Line[],
    wanted: '',
    found: [] as Line[],
    /** The number of matches that are not listed. */
    more: 0,
  },

  onLoad({ namespace = '' }: Record<string, string | undefined>) {
    const isAllowed = mayShowConsole()
    this.setData({ isAllowed, namespace })
    if (!isAllowed) return
    if (namespace) {
      wx.setNavigationBarTitle({ title: namespace })
      this.setData({ found: methodsIn(namespace).map(methodLine) })
    } else {
      const namespaces = listNamespaces().map(
        ({ name, title, count }): Line => ({ key: name, name, title, tag: String(count), tone: 'mute' }),
      )
      this.setData({ namespaces })
    }
    void this.refresh()
  },

  onShow() {
    this.setData({ recent: listMade().slice(0, mostRecent).map(madeLine) })
  },

  refresh() {
    return loadPage(this, async () => ({ isOperator: (await whoami()).operator }))
  },

  onSearch({ detail }: WechatMiniprogram.Input) {
    const wanted = detail.value
    const found = searchMethods(wanted)
    this.setData({ wanted, found: found.slice(0, mostFound).map(methodLine), more: found.length - mostFound })
  },

  openNamespace({ currentTarget }: LineEvent) {
    wx.navigateTo({ url: `/console/pages/methods/methods?namespace=${currentTarget.dataset.key}` })
  },

  openMethod({ currentTarget }: LineEvent) {
    wx.navigateTo({ url: `/console/pages/method/method?name=${currentTarget.dataset.key}` })
  },

  openMade({ currentTarget }: LineEvent) {
    wx.navigateTo({ url: `/console/pages/method/method?made=${currentTarget.dataset.key}` })
  },

  openHistory() {
    wx.navigateTo({ url: '/console/pages/history/history' })
  },

  goToMe() {
    wx.switchTab({ url: '/pages/me/me' })
  },
})
