import { minuteMs } from '../../../../shared/errors/time'
import { Refusal } from '../../platform/refusal'
import type { Clock } from '../../state/clock'
import { type Handlers, handle } from '../handler'
import { carrierOf, carriers, type Service, sandbox } from './carriers'
import type { Account, Shop, Shops } from './shop'

/** The carrier decides this long after the request to bind an account. */
export const reviewTime = 10 * minuteMs
/** A password that the carrier refuses at the end of its review. */
export const refusedPassword = 'wrong'
/** What a newly bound account with a prepaid carrier may print. */
const firstQuota = 100

interface Binding {
  type: 'bind' | 'unbind'
  biz_id: string
  delivery_id: string
  password?: string
  remark_content?: string
}

/** Binding and listing of accounts, and their quota. */
export function accountHandlers(shops: Shops): Handlers {
  const { clock } = shops.world
  return {
    'logistics.bindAccount': handle<Binding>((params, call) => {
      const shop = shops.of(call.appid)
      if (params.type === 'bind') bind(shop, params, clock)
      else unbind(shop, params, clock)
      const { biz_id, delivery_id } = params
      call.did(params.type === 'bind' ? 'review asked for' : 'account unbound', { biz_id, delivery_id })
      return {}
    }),
    'logistics.getAllAccount': handle((_, call) => {
      const list = shops.of(call.appid).accounts.map(account => shown(settle(account, clock)))
      return { count: list.length, list }
    }),
    'logistics.getAllDelivery': handle(() => ({
      count: carriers.length,
      data: carriers.map(({ hasQuota, needsPassword, ...carrier }) => ({
        ...carrier,
        can_use_cash: carrier.cash_biz_id ? 1 : 0,
        can_get_quota: hasQuota ? 1 : 0,
      })),
    })),
    'logistics.getQuota': handle<Binding>(({ delivery_id, biz_id }, call) => {
      carrierOf(delivery_id)
      return { quota_num: boundAccount(shops.of(call.appid), delivery_id, biz_id, clock).quota_num }
    }),
  }
}

function bind(
  shop: Shop,
  { biz_id, delivery_id, password, remark_content = '' }: Binding,
  clock: Clock,
): void {
  const carrier = carrierOf(delivery_id)
  const known = findAccount(shop, delivery_id, biz_id, clock)
  if (known?.status_code === 0) throw new Refusal(9300529, undefined, 'account has been bound')
  if (known?.status_code === 1) throw new Refusal(9300532, undefined, 'account is under review')
  if (carrier.needsPassword && !password)
    throw new Refusal(9300531, 'password is missing', 'biz_id or password is wrong')
  const now = clock.seconds()
  const account: Account = known ?? { ...fresh(biz_id, delivery_id, carrier.service_type), create_time: now }
  account.status_code = 1
  account.update_time = now
  account.remark_content = remark_content
  account.remark_wrong_msg = ''
  account.review = { endsAt: clock.now() + reviewTime, accepts: password !== refusedPassword }
  if (!known) shop.accounts.push(account)
}

const fresh = (biz_id: string, delivery_id: string, service_type: Service[]): Account => ({
  biz_id,
  delivery_id,
  create_time: 0,
  update_time: 0,
  status_code: 1,
  alias: '',
  remark_wrong_msg: '',
  remark_content: '',
  quota_num: 0,
  quota_update_time: 0,
  service_type,
})

function unbind(shop: Shop, { biz_id, delivery_id }: Binding, clock: Clock): void {
  const account = findAccount(shop, delivery_id, biz_id, clock)
  if (!account || account.status_code === 3) throw new Refusal(9300530, undefined, 'biz_id is not bound')
  account.review = undefined
  account.status_code = 3
  account.update_time = clock.seconds()
}

/** Ends a review that is due. */
function settle(account: Account, clock: Clock): Account {
  const { review } = account
  if (review && clock.now() >= review.endsAt) {
    decide(
      account,
      review.accepts,
      'the carrier does not know this password',
      Math.floor(review.endsAt / 1000),
    )
  }
  return account
}

/** The carrier's decision about an account, at a time in seconds. */
export function decide(account: Account, accepts: boolean, reason: string, at: number): void {
  account.review = undefined
  account.status_code = accepts ? 0 : 2
  account.remark_wrong_msg = accepts ? '' : reason
  account.update_time = at
  if (accepts && account.quota_update_time === 0) {
    account.quota_num = carrierOf(account.delivery_id).hasQuota ? firstQuota : 0
    account.quota_update_time = at
  }
}

const shown = ({ review: _, ...account }: Account) => account

/** The account of a carrier, with its review settled. */
export function findAccount(
  shop: Shop,
  deliveryId: string,
  bizId: string,
  clock: Clock,
): Account | undefined {
  const account = shop.accounts.find(
    ({ delivery_id, biz_id }) => delivery_id === deliveryId && biz_id === bizId,
  )
  return account && settle(account, clock)
}

/**
 * The account to print with; the sandbox has one that needs no binding.
 * @throws Refusal 9300525 when it is not bound
 */
export function boundAccount(shop: Shop, deliveryId: string, bizId: string, clock: Clock): Account {
  if (deliveryId === sandbox.delivery_id && bizId === sandbox.biz_id) {
    return { ...fresh(bizId, deliveryId, carrierOf(deliveryId).service_type), status_code: 0 }
  }
  const account = findAccount(shop, deliveryId, bizId, clock)
  if (account?.status_code !== 0) throw new Refusal(9300525, undefined, 'biz_id not bind')
  return account
}
