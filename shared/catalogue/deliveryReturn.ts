import { endpoint } from '../schema/endpoint'
import { array, bigInteger, number, object, optional, string, userOpenid } from '../schema/fields'

/** 退货组件: parcels that go back. */
export const deliveryReturn = {
  /**
   * 创建退货ID
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  addReturnId: endpoint({
    http: 'POST /cgi-bin/express/delivery/no_worry_return/add',
    effect: { keyed: 'shopOrderId', repeated: [9300522] },
    params: {
      shopOrderId: string(),
      bizAddr: object({
        name: string(),
        tel: optional(string()),
        mobile: string(),
        company: optional(string()),
        postCode: optional(string()),
        country: string(),
        province: string(),
        city: string(),
        area: string(),
        address: string(),
      }),
      userAddr: optional(
        object({
          name: optional(string()),
          tel: optional(string()),
          mobile: optional(string()),
          company: optional(string()),
          postCode: optional(string()),
          country: optional(string()),
          province: optional(string()),
          city: optional(string()),
          area: optional(string()),
          address: optional(string()),
        }),
      ),
      openid: userOpenid(),
      orderPath: string(),
      goodsList: array(object({ name: string(), url: string() })),
      orderPrice: number(),
      wxPayId: optional(string()),
      notifyCode: optional(string()),
    },
    result: { returnId: string() },
    errcodes: {
      9300522: 'the shopOrderId exists already',
      9300569: 'the wxPayId is empty',
      9300570: 'the payment is wrong or not insured',
    },
  }),
  /**
   * 查询退货ID状态
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  getReturnId: endpoint({
    http: 'POST /cgi-bin/express/delivery/no_worry_return/get',
    effect: 'read',
    params: { returnId: string() },
    result: {
      status: bigInteger(),
      waybillId: string(),
      orderStatus: number(),
      deliveryId: string(),
      deliveryName: string(),
    },
    errcodes: { 931023: 'the waybill does not exist' },
  }),
  /**
   * 解绑退货ID
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  unbindReturnId: endpoint({
    http: 'POST /cgi-bin/express/delivery/no_worry_return/unbind',
    effect: 'write',
    params: { returnId: string() },
    result: {},
    errcodes: { 931023: 'the waybill does not exist' },
  }),
}
