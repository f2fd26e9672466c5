import type { Words } from '../../services/error-words'

Component({
  properties: {
    /** 错误的说法，由 services/error-words 给出 */
    words: { type: Object, value: {} as Words },
  },
  data: { detailShown: false },
  methods: {
    retry() {
      this.triggerEvent('retry')
    },
    goToMe() {
      wx.switchTab({ url: '/pages/me/me' })
    },
    toggleDetail() {
      this.setData({ detailShown: !this.data.detailShown })
    },
    copyDetail() {
      wx.setClipboardData({ data: (this.data.words as Words).detail })
    },
  },
})
