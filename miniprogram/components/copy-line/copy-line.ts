Component({
  properties: {
    /** 名称 */
    label: { type: String, value: '' },
    /** 内容 */
    text: { type: String, value: '' },
    /** 是否可以复制 */
    copyable: { type: Boolean, value: false },
  },
  methods: {
    copy() {
      wx.setClipboardData({ data: this.data.text })
    },
  },
})
