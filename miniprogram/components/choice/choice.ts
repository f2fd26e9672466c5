Component({
  properties: {
    /** 名称，显示在左侧 */
    label: { type: String, value: '' },
    /** 完整的名称，读给看不见屏幕的人；空着就读 label */
    fullLabel: { type: String, value: '' },
    /** 选择器：selector 列表、date 日期、time 时间、region 省市区 */
    mode: { type: String, value: 'selector' },
    /** 可选的文字，mode 为 selector 时用 */
    range: { type: Array, value: [] as string[] },
    /** 当前选中：列表是序号，日期和时间是文字，省市区是数组 */
    value: { type: null, value: 0 as unknown },
    /** 当前选中的文字；空着显示 placeholder */
    text: { type: String, value: '' },
    /** 还没有选时的提示 */
    placeholder: { type: String, value: '请选择' },
    /** 可选的最早日期或时间 */
    start: { type: String, value: '' },
    /** 可选的最晚日期或时间 */
    end: { type: String, value: '' },
    /** 是否必填 */
    required: { type: Boolean, value: false },
    /** 一直显示的说明 */
    hint: { type: String, value: '' },
    /** 哪里不对；有它就标红 */
    message: { type: String, value: '' },
  },
  methods: {
    /** 选好了：触发 change，detail.value 是选中的序号、文字或数组 */
    onChange(event: WechatMiniprogram.PickerChange) {
      this.triggerEvent('change', { value: event.detail.value })
    },
  },
})
