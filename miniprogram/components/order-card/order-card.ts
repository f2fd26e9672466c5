import type { OrderView } from '../../services/order-words'

Component({
  properties: {
    /** 运单，由 services/order-words 给出 */
    order: { type: Object, value: { stateText: '', tone: 'mute' } as OrderView },
  },
  methods: {
    /** 点了卡片：触发 open，detail 是运单 */
    open() {
      this.triggerEvent('open', this.data.order)
    },
  },
})
