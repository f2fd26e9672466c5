import { confirmLoss } from '../../../services/interaction'
import { forgetMade, listMade } from '../../services/history'
import type { Line } from '../../services/lines'
import { madeLine } from '../../services/lines'

Page({
  data: { lines: [] as Line[] },

  onShow() {
    this.setData({ lines: listMade().map(madeLine) })
  },

  open({ currentTarget }: WechatMiniprogram.CustomEvent) {
    wx.navigateTo({ url: `/console/pages/method/method?made=${currentTarget.dataset.key}` })
  },

  async clear() {
    const isMeant = await confirmLoss({
      title: '清空调用记录？',
      content: '只清掉这部手机上的记录。',
      confirmText: '清空',
      cancelText: '先留着',
    })
    if (!isMeant) return
    forgetMade()
    this.onShow()
  },
})
