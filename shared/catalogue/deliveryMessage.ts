import { endpoint } from '../schema/endpoint'
import { number, object, oneOf, optional, string } from '../schema/fields'

/** Somebody who sends or receives. */
const party = {
  name: string(),
  phone: optional(string()),
  province: string(),
  city: string(),
  area: string(),
  street: optional(string()),
  address: optional(string()),
  id: optional(string()),
}

const lookupErrcodes = {
  150004: 'the delivery company is not set up',
  932001: 'the system that knows the waybill failed',
  932002: 'the waybill could not be looked up',
  932003: 'the waybill was answered with data that cannot be read',
}

/** 消息推送: for delivery companies. */
export const deliveryMessage = {
  /**
   * 推送已绑定物流轨迹信息
   * @see no public page found
   */
  deliveryPathNotify: endpoint({
    http: 'POST /cgi-bin/express/delivery/pathnotify',
    effect: 'write',
    params: {
      sender: object(party),
      receiver: object(party),
      waybillId: string(),
      path: object({
        actionTime: number(),
        actionType: oneOf(
          ...([
            90001, 90002, 90003, 90010, 90011, 100001, 100002, 200001, 300002, 300003, 300004, 300005, 300006,
            300007, 400001, 400002, 400003, 400004, 400005, 500001,
          ] as const),
        ),
        actionMsg: string(),
        pickupCourierName: optional(string()),
        pickupCourierPhone: optional(string()),
        deliveryCourierName: optional(string()),
        deliveryCourierPhone: optional(string()),
      }),
      createTime: optional(number()),
    },
    result: { exist: number() },
    errcodes: lookupErrcodes,
  }),
  /**
   * 用户手机状态查询
   *
   * Whether messages about parcels reach the owner of the number.
   * @see no public page found
   */
  deliveryUserQuery: endpoint({
    http: 'POST /cgi-bin/express/delivery/userquery',
    effect: 'read',
    params: { phone: string() },
    result: { exist: number() },
    errcodes: lookupErrcodes,
  }),
}
