import { endpoint } from '../../../schema/endpoint'
import { array, object, oneOf, optional, string, wire } from '../../../schema/fields'

const applyTargets = [1, 2] as const

const applyStatus = oneOf.open(1, 2, 3)

const brandErrcodes = {
  10210001: 'a parameter is wrong',
  10210002: 'the state does not allow it',
  10210003: 'the picture cannot be read',
}

/** 小程序品牌申请: brands. */
export const famousBrand = {
  /**
   * 品牌申请
   * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/order_shipping/api_famousbrandapply.html
   */
  apply: endpoint({
    http: 'POST /wxa/sec/famousbrand/apply',
    effect: 'write',
    params: {
      Application: wire(
        'Application',
        object({
          applyFor: oneOf(...applyTargets),
          auditInfo: optional(
            object({
              brandName: string(),
              brandType: oneOf(1, 2, 3, 4, 5, 6, 7, 8),
              flagshipInWhichEcPlatform: optional(string()),
              ecPlatformProofList: optional(array(string())),
              otherMaterialList: optional(array(string())),
              authorityCertifiedProofList: optional(array(string())),
            }),
          ),
        }),
      ),
    },
    result: {},
    errcodes: brandErrcodes,
  }),
  /**
   * 小程序品牌申请状态查询
   * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/order_shipping/api_getfamousbrandapplystatus.html
   */
  getStatus: endpoint({
    http: 'POST /wxa/sec/famousbrand/get_status',
    effect: 'read',
    params: {},
    result: {
      progress: object({ status: applyStatus }),
      application: object({
        applyFor: oneOf.open(...applyTargets),
        auditInfo: object({ auditReason: string() }),
        status: applyStatus,
      }),
    },
    errcodes: brandErrcodes,
  }),
}
