import { openapi } from './openapi'
import type { OrderRecord } from './order-book'
import { updateOrder } from './order-book'
import type { TrackStep } from './order-words'
import { viewTrack } from './order-words'

/** Where a parcel has been, newest step first; writes down where it is now. @throws CallError */
export async function readTrack({
  orderId,
  deliveryId,
  waybillId,
  openid,
}: OrderRecord): Promise<TrackStep[]> {
  const { pathItemList } = await openapi.logistics.getPath({
    orderId,
    deliveryId,
    waybillId,
    ...(openid ? { openid } : {}),
  })
  const steps = viewTrack(pathItemList || [])
  if (steps[0]) updateOrder(orderId, { trackText: steps[0].title, trackTone: steps[0].tone })
  return steps
}
