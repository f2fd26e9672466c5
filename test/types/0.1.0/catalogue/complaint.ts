import { openapi } from '../openapi'

export const calls = () => [
  openapi.complaint.getOrderDetail({ complaintOrderId: 'complaint-order-id-1' }),
  // @ts-expect-error complaintOrderId is text
  openapi.complaint.getOrderDetail({ complaintOrderId: 5 }),
]
