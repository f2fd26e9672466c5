import { createOpenapi, isOpenapiError } from 'wx-openapi-shim'

interface WaybillEvent {
  readonly orderId: string
  readonly openid: string
  readonly waybillId: string
}

const openapi = createOpenapi()

/** Where a parcel is, in one word for the page. */
export async function main({ orderId, openid, waybillId }: WaybillEvent): Promise<{ state: string }> {
  try {
    const { pathItemList } = await openapi.logistics.getPath({ orderId, openid, deliveryId: 'SF', waybillId })
    return { state: pathItemList.length > 0 ? 'moving' : 'waiting' }
  } catch (error) {
    if (isOpenapiError(error)) return { state: `unknown (${error.errCode})` }
    throw error
  }
}
