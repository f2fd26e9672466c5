Component({
  properties: {
    /** 正在做什么 */
    text: { type: String, value: '正在加载…' },
  },
})
