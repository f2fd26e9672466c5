import { nobody } from '../../services/addresses'
import type { Messages } from '../../services/order-check'

Component({
  properties: {
    /** 寄件人或收件人，见 services/addresses */
    person: { type: Object, value: nobody() },
    /** 是谁：「寄件人」或「收件人」，用作各栏名称的开头 */
    who: { type: String, value: '' },
    /** 各栏哪里不对，见 services/order-check */
    messages: {
      type: Object,
      value: { name: '', mobile: '', tel: '', region: '', address: '', company: '' } as Messages,
    },
    /** 光标放在哪一栏；空着不动 */
    focused: { type: String, value: '' },
  },
  methods: {
    /** 某一栏变了：触发 change，detail 是 { field, value } */
    onChange(event: WechatMiniprogram.CustomEvent<{ value: unknown }>) {
      const { field } = event.currentTarget.dataset
      this.triggerEvent('change', { field, value: event.detail.value })
    },
  },
})
