Component({
  properties: {
    /** 颜色：good 成功、wait 提醒、bad 出错、mute 说明 */
    tone: { type: String, value: 'mute' },
    /** 一句话：发生了什么 */
    title: { type: String, value: '' },
    /** 该怎么做 */
    text: { type: String, value: '' },
    /** 给管理员看的原文，收在「详情」里；空着就没有 */
    detail: { type: String, value: '' },
  },
  data: { detailShown: false },
  methods: {
    toggleDetail() {
      this.setData({ detailShown: !this.data.detailShown })
    },
  },
})
