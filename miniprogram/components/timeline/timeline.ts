import type { TrackStep } from '../../services/order-words'

Component({
  properties: {
    /** 轨迹，最新的在最前，由 services/order-words 给出 */
    steps: { type: Array, value: [] as TrackStep[] },
  },
})
