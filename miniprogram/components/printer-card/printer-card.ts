import type { Printer } from '../../services/printers'

Component({
  properties: {
    /** 打印员，由 services/printers 给出 */
    printer: { type: Object, value: { openid: '', tags: [], unknown: false } as Printer },
    /** 是否是正在使用小程序的人 */
    self: { type: Boolean, value: false },
    /** 是否正在处理这个打印员，处理时按钮不可点 */
    busy: { type: Boolean, value: false },
  },
  methods: {
    /** 点了「改标签」：触发 edit，detail 是打印员 */
    edit() {
      this.triggerEvent('edit', this.data.printer)
    },
    /** 点了「解绑」：触发 unbind，detail 是打印员 */
    unbind() {
      this.triggerEvent('unbind', this.data.printer)
    },
  },
})
