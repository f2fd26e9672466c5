import { endpoint } from '../../schema/endpoint'
import { string, userOpenid } from '../../schema/fields'

/** Complaints of the first payment protocol. */
export const payfeedback = {
  /**
   * 标记客户的投诉处理状态
   * @deprecated part of the first payment protocol, which is retired; use the API of WeChat Pay
   * @see no public page found
   */
  update: endpoint({
    http: 'GET /payfeedback/update',
    effect: 'write',
    deprecated: 'part of the first payment protocol, which is retired; use the API of WeChat Pay',
    params: { openid: userOpenid(), feedbackid: string() },
    result: {},
  }),
}
