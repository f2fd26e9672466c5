import type { FormRow } from '../../services/form-rows'

Component({
  properties: {
    /** 表单的一行，由 services/form-rows 给出 */
    row: { type: Object, value: { choices: [] as string[], level: 0 } as Partial<FormRow> },
  },
  methods: {
    /** 内容变了：触发 type，detail 是位置和新内容 */
    onInput(event: WechatMiniprogram.Input) {
      this.tell('type', { value: event.detail.value })
    },
    /** 选好了：触发 choose，detail 是位置和选中的序号 */
    onChoose(event: WechatMiniprogram.PickerChange) {
      this.tell('choose', { value: Number(event.detail.value) })
    },
    /** 展开或收起对象：触发 toggle */
    toggle() {
      this.tell('toggle', {})
    },
    /** 给列表或键值表添加一项：触发 add */
    add() {
      this.tell('add', {})
    },
    /** 删掉这一项：触发 remove */
    remove() {
      this.tell('remove', {})
    },
    /** 选图片：触发 file */
    chooseFile() {
      this.tell('file', {})
    },
    /** 去掉图片：触发 nofile */
    removeFile() {
      this.tell('nofile', {})
    },
    tell(event: string, detail: object) {
      this.triggerEvent(event, { place: this.data.row.place, ...detail })
    },
  },
})
