import type { Person, Side } from './addresses'
import { nobody, personOf } from './addresses'
import { keep, readKept } from './storage'

/** A draft of an order. Texts as typed, so that nothing is lost. */
export interface OrderDraft {
  /** Created once per order: however often it is sent, it stays one order. */
  orderId: string
  /** Whether it was already sent, so that its id must not change. */
  sent: boolean
  /** Delivery company and account, `YUNDA|123456789`. */
  accountKey: string
  /** The chosen service of the account; empty before it is chosen. */
  serviceType: string
  sender: Person
  receiver: Person
  rememberReceiver: boolean
  cargoName: string
  cargoCount: string
  /** In kilograms. */
  weight: string
  /** In centimetres. */
  spaceX: string
  spaceY: string
  spaceZ: string
  /** `0`: an order of the mini program, `2`: of an app or a web page. */
  addSource: '0' | '2'
  openid: string
  wxAppid: string
  imageUrl: string
  pagePath: string
  insured: boolean
  /** In yuan. */
  insuredValue: string
  pickup: boolean
  pickupDay: string
  pickupTime: string
  tagid: string
  remark: string
}

const key = 'order-draft'

/** A unique id for this shop: the time and a random part. */
export function newOrderId(now: Date = new Date(), chance: () => number = Math.random): string {
  const time = new Date(now.getTime() + 8 * 60 * 60 * 1000).toISOString().replace(/\D/g, '').slice(0, 14)
  const part = () => String(Math.floor(chance() * 1e4)).padStart(4, '0')
  return `SO${time}${part()}${part()}`
}

/** A new draft; fields that usually stay the same come from the last one. */
export function newDraft(before?: OrderDraft): OrderDraft {
  return {
    orderId: newOrderId(),
    sent: false,
    accountKey: before?.accountKey || '',
    serviceType: before?.serviceType || '',
    sender: before ? personOf(before.sender) : nobody(),
    receiver: nobody(),
    rememberReceiver: true,
    cargoName: '',
    cargoCount: '1',
    weight: before?.weight || '1',
    spaceX: before?.spaceX || '20',
    spaceY: before?.spaceY || '20',
    spaceZ: before?.spaceZ || '10',
    addSource: before?.addSource || '0',
    openid: '',
    wxAppid: before?.wxAppid || '',
    imageUrl: before?.imageUrl || '',
    pagePath: before?.pagePath || '',
    insured: false,
    insuredValue: '',
    pickup: false,
    pickupDay: '',
    pickupTime: '',
    tagid: before?.tagid || '',
    remark: '',
  }
}

/** The current draft; a new one if there is none. */
export function loadDraft(): OrderDraft {
  const kept = readKept<OrderDraft | null>(key, null)
  // A draft of an earlier version of the mini program may lack fields.
  const draft = kept ? { ...newDraft(), ...kept } : newDraft()
  if (!kept) keep(key, draft)
  return draft
}

/** Stores the current draft. */
export const saveDraft = (draft: OrderDraft): boolean => keep(key, draft)

/** Sets a remembered person in the current draft. */
export function fillDraft(side: Side, person: Person): void {
  saveDraft({ ...loadDraft(), [side]: personOf(person) })
}

/** Puts a draft aside and starts the next one. */
export function nextDraft(before: OrderDraft): OrderDraft {
  const draft = newDraft(before)
  saveDraft(draft)
  return draft
}
