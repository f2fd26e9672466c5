import { cleanTyped, type TypedKind } from '../../services/typed'

Component({
  properties: {
    /** 名称，显示在左侧 */
    label: { type: String, value: '' },
    /** 完整的名称，读给看不见屏幕的人；空着就读 label */
    fullLabel: { type: String, value: '' },
    /** 当前内容 */
    value: { type: String, value: '' },
    /** 没有内容时的提示 */
    placeholder: { type: String, value: '' },
    /** 键盘：text 文字、number 数字、digit 小数 */
    type: { type: String, value: 'text' },
    /** 填的是什么：text 文字、code 编号或数字、mobile 手机号、landline 座机号；决定去掉哪些粘贴带来的字符 */
    kind: { type: String, value: 'text' },
    /** 是否把光标放进来 */
    focus: { type: Boolean, value: false },
    /** 是否必填 */
    required: { type: Boolean, value: false },
    /** 是否多行 */
    multiline: { type: Boolean, value: false },
    /** 是否隐藏内容，用于密码 */
    secret: { type: Boolean, value: false },
    /** 是否不能修改 */
    locked: { type: Boolean, value: false },
    /** 右侧的单位，例如 kg */
    unit: { type: String, value: '' },
    /** 一直显示的说明 */
    hint: { type: String, value: '' },
    /** 哪里不对；有它就标红 */
    message: { type: String, value: '' },
    /** 哪里可能不对，但仍可提交 */
    doubt: { type: String, value: '' },
  },
  methods: {
    /** 内容变了：触发 change，detail.value 是新内容。从不截断：太长由页面在这一栏说 */
    onInput(event: WechatMiniprogram.Input) {
      const typed = event.detail.value
      const value = cleanTyped(this.data.kind as TypedKind, typed)
      if (value !== typed) {
        // 页面里的内容可能没有变：先记下多出来的字符，再拿掉，输入框才会重画
        this.setData({ value: typed })
        this.setData({ value })
      }
      this.triggerEvent('change', { value })
      return value
    },
  },
})
