import type { AccountView } from '../../services/accounts'

Component({
  properties: {
    /** 物流账号，由 services/accounts 给出 */
    account: { type: Object, value: { stateText: '', tone: 'mute' } as AccountView },
    /** 是否正在处理这个账号，处理时按钮不可点 */
    busy: { type: Boolean, value: false },
  },
  methods: {
    /** 点了「解绑」：触发 unbind，detail 是账号 */
    unbind() {
      this.triggerEvent('unbind', this.data.account)
    },
    /** 点了「重新绑定」：触发 again，detail 是账号 */
    bindAgain() {
      this.triggerEvent('again', this.data.account)
    },
  },
})
