import type { ResultOf } from '../../shared/schema/endpoint'
import type { Tone } from './accounts'
import { formatTime } from './dates'
import type { OrderRecord, OrderState } from './order-book'

/** One step of a parcel, from WeChat. */
export type PathItem = ResultOf<
  typeof import('../../shared/catalogue')['logistics']['getPath']
>['pathItemList'][number]

/** An order as the list shows it. */
export interface OrderView {
  orderId: string
  title: string
  waybillId: string
  stateText: string
  tone: Tone
  goods: string
  receiver: string
  address: string
  time: string
}

/** One step of a parcel as the timeline shows it. */
export interface TrackStep {
  key: string
  title: string
  text: string
  time: string
  tone: Tone
  /** Whether nothing comes after it. */
  isLast: boolean
}

const stateWords: { readonly [state in OrderState]: { stateText: string; tone: Tone } } = {
  unsure: { stateText: '待确认', tone: 'wait' },
  made: { stateText: '已下单', tone: 'good' },
  cancelled: { stateText: '已取消', tone: 'mute' },
}

const actions: { readonly [actionType: number]: { title: string; tone: Tone; isLast?: boolean } } = {
  100001: { title: '已揽件', tone: 'good' },
  100002: { title: '揽件失败', tone: 'bad' },
  100003: { title: '已分配快递员', tone: 'good' },
  200001: { title: '运输中', tone: 'good' },
  300002: { title: '派送中', tone: 'good' },
  300003: { title: '已签收', tone: 'good', isLast: true },
  300004: { title: '签收失败', tone: 'bad' },
  400001: { title: '已退回', tone: 'wait', isLast: true },
  400002: { title: '退回失败', tone: 'bad' },
}

/** State of an order in words. */
export const stateOfOrder = ({
  state,
  trackText,
  trackTone,
}: OrderRecord): { stateText: string; tone: Tone } =>
  state === 'made' && trackText ? { stateText: trackText, tone: trackTone || 'good' } : stateWords[state]

/** An order in words. */
export function viewOrder(order: OrderRecord): OrderView {
  return {
    orderId: order.orderId,
    title: order.company,
    waybillId: order.waybillId,
    ...stateOfOrder(order),
    goods: order.goods,
    receiver: `${order.receiverName} ${order.receiverPhone}`.trim(),
    address: order.receiverAddress,
    time: formatTime(order.sentAt / 1000),
  }
}

/** The track of a parcel in words, newest step first. */
export function viewTrack(items: PathItem[]): TrackStep[] {
  return items
    .map((item, place) => ({ item, place }))
    .sort((one, other) => other.item.actionTime - one.item.actionTime || other.place - one.place)
    .map(({ item, place }) => {
      const known = actions[item.actionType]
      return {
        key: String(place),
        title: known ? known.title : `状态 ${item.actionType}`,
        text: item.actionMsg || '',
        time: formatTime(item.actionTime),
        tone: known ? known.tone : ('mute' as const),
        isLast: known?.isLast === true,
      }
    })
}
