Component({
  properties: {
    /** 颜色：good 成功、wait 提醒、bad 出错、mute 说明 */
    tone: { type: String, value: 'mute' },
    /** 一句话：发生了什么 */
    title: { type: String, value: '' },
    /** 该怎么做 */
    text: { type: String, value: '' },
    /** 给管理员看的信息；空着就不显示 */
    detail: { type: String, value: '' },
  },
})
