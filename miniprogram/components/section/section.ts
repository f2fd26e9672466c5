Component({
  properties: {
    /** 这一组内容的标题 */
    title: { type: String, value: '' },
    /** 标题下的一句说明 */
    note: { type: String, value: '' },
    /** 标题右侧的按钮文字；空着就没有按钮 */
    action: { type: String, value: '' },
  },
  methods: {
    act() {
      this.triggerEvent('act')
    },
  },
})
