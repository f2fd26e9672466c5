import { openapi } from './openapi'
import { keep, readKept } from './storage'

/** A delivery company. */
export interface Delivery {
  deliveryId: string
  deliveryName: string
  services: Service[]
}

/** A service that a delivery company offers. */
export interface Service {
  serviceType: number
  serviceName: string
}

const key = 'deliveries'
const freshForMs = 24 * 60 * 60 * 1000

interface Kept {
  readAt: number
  list: Delivery[]
}

/** The delivery companies, fetched once a day. @throws CallError if they cannot be fetched and none are stored */
export async function listDeliveries(): Promise<Delivery[]> {
  const kept = readKept<Kept>(key, { readAt: 0, list: [] })
  if (kept.list.length && Date.now() - kept.readAt < freshForMs) return kept.list
  try {
    const { data } = await openapi.logistics.getAllDelivery()
    const list = (data || []).map(({ deliveryId, deliveryName, serviceType }) => ({
      deliveryId,
      deliveryName,
      services: serviceType || [],
    }))
    keep(key, { readAt: Date.now(), list })
    return list
  } catch (error) {
    if (kept.list.length) return kept.list
    throw error
  }
}

/** Name of a delivery company as far as it is known on this phone; else its id. */
export const nameOfDelivery = (deliveryId: string): string =>
  knownDelivery(deliveryId)?.deliveryName || deliveryId

/** A delivery company, as far as it is known on this phone. */
export const knownDelivery = (deliveryId: string): Delivery | undefined =>
  readKept<Kept>(key, { readAt: 0, list: [] }).list.find(delivery => delivery.deliveryId === deliveryId)
