Component({
  properties: {
    /** 一句话说明这里为什么是空的 */
    title: { type: String, value: '' },
    /** 接下来可以做什么 */
    advice: { type: String, value: '' },
    /** 按钮文字；空着就没有按钮 */
    action: { type: String, value: '' },
  },
  methods: {
    act() {
      this.triggerEvent('act')
    },
  },
})
