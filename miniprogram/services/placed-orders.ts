import { type CallError, callError, isCallError, ours } from './call-error'
import { openapi } from './openapi'
import { listOrders, type OrderRecord, updateOrder, updateOrders } from './order-book'
import { lookUpOrder } from './order-sending'
import { type TrackStep, viewTrack } from './order-words'

/** What a refresh tells on its way, and asks. */
export interface Refreshing {
  /** After each batch: how many orders are true now, of how many. */
  onProgress(done: number, total: number): void
  isStopped(): boolean
}

/** How a refresh ended. */
export interface Refreshed {
  isStopped: boolean
  /** Orders whose track WeChat refused to give. */
  withoutTrack: number
}

type Changes = { [orderId: string]: Partial<OrderRecord> }

/** WeChat takes more, but each response also contains the waybills to print, and a function may return 1 MB. */
let mostAtOnce = 20
const tracksAtOnce = 3
/** So many refusals one after the other have a common cause. */
const mostRefusals = 3

/**
 * Reads the state of every order that may still change, and where its parcel is, newest first: one call for each batch
 * of orders and one for each parcel on its way. What was read is recorded batch by batch, so that it stays if the rest
 * fails or is stopped.
 * @throws CallError if a batch could not be read, or several tracks in a row
 */
export async function refreshOrders({ onProgress, isStopped }: Refreshing): Promise<Refreshed> {
  const open = listOrders().filter(order => order.state !== 'cancelled' && !order.isOver)
  let withoutTrack = 0
  let done = 0
  onProgress(done, open.length)
  while (done < open.length && !isStopped()) {
    const batch = open.slice(done, done + mostAtOnce)
    const changes = await readStates(batch)
    if (!changes) continue
    updateOrders(changes)
    const parcels = batch
      .map(order => ({ ...order, ...changes[order.orderId] }))
      .filter(order => order.state === 'made' && order.waybillId)
    withoutTrack += await readTracks(parcels, isStopped)
    // A batch that was stopped among its tracks is not true as a whole.
    if (isStopped()) break
    done += batch.length
    onProgress(done, open.length)
  }
  return { isStopped: done < open.length, withoutTrack }
}

/** @returns undefined if the response was too large: the batch is smaller the next time */
async function readStates(orders: OrderRecord[]): Promise<Changes | undefined> {
  const changes: Changes = {}
  try {
    const { orderList } = await openapi.logistics.batchGetOrder({
      orderList: orders.map(({ orderId, deliveryId, waybillId }) =>
        waybillId ? { orderId, deliveryId, waybillId } : { orderId, deliveryId },
      ),
    })
    for (const { errcode, orderId, waybillId, orderStatus } of orderList || []) {
      if (errcode) continue
      changes[orderId] = {
        state: orderStatus === 1 ? 'cancelled' : 'made',
        ...(waybillId ? { waybillId } : {}),
      }
    }
    return changes
  } catch (error) {
    const isTooLarge =
      isCallError(error) && (error.errCode === ours.resultTooLarge || error.cloudFault === 'tooLarge')
    if (!isTooLarge || orders.length === 1) throw error
    mostAtOnce = Math.ceil(orders.length / 2)
    return undefined
  }
}

/**
 * Reads tracks, some at a time. What ends it keeps no track that was asked for from being recorded.
 * @returns how many WeChat refused to give
 */
async function readTracks(orders: OrderRecord[], isStopped: () => boolean): Promise<number> {
  const changes: Changes = {}
  let next = 0
  let refused = 0
  let inARow = 0
  let end: { cause: unknown } | undefined
  const work = async (): Promise<void> => {
    while (next < orders.length && !end && !isStopped()) {
      const order = orders[next]!
      next += 1
      try {
        changes[order.orderId] = trackChange(await askTrack(order))
        inARow = 0
      } catch (cause) {
        refused += 1
        inARow += 1
        if (inARow >= mostRefusals || !isOfOneOrder(cause)) end = end || { cause }
      }
    }
  }
  await Promise.all(Array.from({ length: tracksAtOnce }, work))
  updateOrders(changes)
  if (end) throw end.cause
  return refused
}

/** Whether WeChat itself said no, so that the next order may fare better. */
const isOfOneOrder = (error: unknown): boolean =>
  isCallError(error) && error.origin === 'function' && !isOurs(error) && !error.retryable

const isOurs = ({ errCode }: CallError): boolean => Object.values<number>(ours).includes(errCode)

const trackChange = ([last]: TrackStep[]): Partial<OrderRecord> =>
  last ? { trackText: last.title, trackTone: last.tone, isOver: last.isLast } : {}

async function askTrack({ orderId, deliveryId, waybillId, openid }: OrderRecord): Promise<TrackStep[]> {
  const { pathItemList } = await openapi.logistics.getPath({
    orderId,
    deliveryId,
    waybillId,
    ...(openid ? { openid } : {}),
  })
  return viewTrack(pathItemList || [])
}

/** The track of a parcel, newest step first; records where it is now. @throws CallError */
export async function readTrack(order: OrderRecord): Promise<TrackStep[]> {
  const steps = await askTrack(order)
  updateOrder(order.orderId, trackChange(steps))
  return steps
}

const carrierRefused = 9300501
const couldNotCancel = 9300524

/**
 * Cancels an order and records it.
 * @throws CallError if it was refused, or the outcome is unknown (`maybeExecuted`)
 */
export async function cancelOrder(order: OrderRecord): Promise<void> {
  const { orderId, deliveryId, waybillId, openid } = order
  try {
    const answer = await openapi.logistics.cancelOrder({
      orderId,
      deliveryId,
      waybillId,
      ...(openid ? { openid } : {}),
    })
    if (answer.deliveryResultcode) throw refusalOf(answer.deliveryResultcode, answer.deliveryResultmsg)
    updateOrder(orderId, { state: 'cancelled' })
  } catch (error) {
    // Often it was already cancelled: WeChat's state of the order decides.
    if (isCallError(error) && error.errCode === couldNotCancel && (await isCancelled(order))) return
    throw error
  }
}

async function isCancelled(order: OrderRecord): Promise<boolean> {
  try {
    return (await lookUpOrder(order))?.orderStatus === 1
  } catch {
    return false
  }
}

const refusalOf = (code: number, says: string) =>
  callError({
    errCode: carrierRefused,
    errMsg: `openapi.logistics.cancelOrder:fail ${code} ${says}`,
    method: 'logistics.cancelOrder',
    origin: 'function',
    retryable: false,
    maybeExecuted: false,
  })
