Component({
  properties: {
    /** 状态文字，例如「绑定成功」 */
    text: { type: String, value: '' },
    /** 颜色：good 正常、wait 等待、bad 有问题、mute 已结束 */
    tone: { type: String, value: 'mute' },
  },
})
