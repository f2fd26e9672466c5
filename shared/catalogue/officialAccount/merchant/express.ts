import { endpoint } from '../../../schema/endpoint'
import { array, json, number } from '../../../schema/fields'

const retired =
  'the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own'

/** Postage: `Name`, `Assumer`, `Valuation`, `TopFee`, in WeChat's own spelling: an open record. */
const deliveryTemplate = json()

/** 邮费模板管理 of the shop of 2014 (微信小店). No reference describes it any more. */
export const express = {
  /**
   * 增加邮费模板
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  add: endpoint({
    http: 'POST /merchant/express/add',
    effect: 'write',
    deprecated: retired,
    params: { deliveryTemplate },
    result: { templateId: number() },
  }),
  /**
   * 删除邮费模板
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  del: endpoint({
    http: 'POST /merchant/express/del',
    effect: 'write',
    deprecated: retired,
    params: { templateId: number() },
    result: {},
  }),
  /**
   * 获取所有邮费模板
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getAll: endpoint({
    http: 'GET /merchant/express/getall',
    effect: 'read',
    deprecated: retired,
    params: {},
    result: { templatesInfo: array(json()) },
  }),
  /**
   * 获取指定ID的邮费模板
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getById: endpoint({
    http: 'POST /merchant/express/getbyid',
    effect: 'read',
    deprecated: retired,
    params: { templateId: number() },
    result: { templateInfo: json() },
  }),
  /**
   * 修改邮费模板
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  update: endpoint({
    http: 'POST /merchant/express/update',
    effect: 'write',
    deprecated: retired,
    params: { templateId: number(), deliveryTemplate },
    result: {},
  }),
}
