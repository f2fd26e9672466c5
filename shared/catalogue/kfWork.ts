import { endpoint } from '../schema/endpoint'
import { number, string, wire } from '../schema/fields'

const corpErrcodes = {
  10130002: 'a parameter is wrong',
  10130600: 'the corpid is not valid',
  10130601: 'the corpid is not valid',
  10130602: 'the mini program belongs to another company',
}

/** 微信客服: the tie to an account of WeCom. */
export const kfWork = {
  /**
   * 绑定微信客服
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/kf-work/bindKfWork.html
   */
  bind: endpoint({
    http: 'POST /customservice/work/bind',
    effect: 'write',
    params: { corpid: string() },
    result: {},
    errcodes: {
      ...corpErrcodes,
      10130030: 'the mini program has no right to this',
      10130603: 'it is bound already',
    },
  }),
  /**
   * 查询绑定情况
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/kf-work/getKfWorkBound.html
   */
  get: endpoint({
    http: 'GET /customservice/work/get',
    effect: 'read',
    params: {},
    result: {
      entityName: wire('entityName', string()),
      corpid: string(),
      bindTime: wire('bindTime', number()),
    },
    errcodes: { 10130030: 'the mini program has no right to this' },
  }),
  /**
   * 解除绑定微信客服
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/kf-work/unbindKfWork.html
   */
  unbind: endpoint({
    http: 'POST /customservice/work/unbind',
    effect: 'write',
    params: { corpid: string() },
    result: {},
    errcodes: { ...corpErrcodes, 10130604: 'it is not bound' },
  }),
}
