Component({
  properties: {
    /** 接口的全名，例如 wxacode.getUnlimited */
    name: { type: String, value: '' },
    /** 微信给它的名称，或别的一句话 */
    title: { type: String, value: '' },
    /** 右侧的标签 */
    tag: { type: String, value: '' },
    /** 标签的颜色：good、wait、bad、mute */
    tone: { type: String, value: 'mute' },
  },
  methods: {
    /** 点了这一行：触发 open */
    open() {
      this.triggerEvent('open')
    },
  },
})
