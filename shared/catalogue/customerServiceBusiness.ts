import { endpoint } from '../schema/endpoint'
import { array, bigInteger, boolean, number, object, optional, string } from '../schema/fields'

const business = {
  businessId: bigInteger(),
  accountName: string(),
  nickname: string(),
  iconMediaId: string(),
  iconUrl: string(),
}

/** Meanings that several methods share. */
const meaning = {
  noSuchBusiness: 'the sub-merchant does not exist',
  wrongMediaType: 'the media type is not valid',
  wrongMediaId: 'the media id is not valid',
  tooManyBusinesses: 'there are too many sub-merchants',
  wrongNickname: 'the nickname breaks the naming rules',
  bannedNickname: 'the nickname has banned words',
} as const

/** 客服子商户: shops with customer service of their own. */
export const customerServiceBusiness = {
  /**
   * 客服子商户拉取单个商户信息
   *
   * Wants `businessId` or `accountName`.
   * @see https://developers.weixin.qq.com/miniprogram/introduction/custom.html#%E6%8B%89%E5%8F%96%E5%8D%95%E4%B8%AA%E5%95%86%E6%88%B7%E4%BF%A1%E6%81%AF
   */
  get: endpoint({
    http: 'POST /cgi-bin/business/get',
    effect: 'read',
    params: { businessId: optional(bigInteger()), accountName: optional(string()) },
    result: { businessInfo: object(business) },
    errcodes: { 45071: meaning.noSuchBusiness },
  }),
  /**
   * 客服子商户拉取多个商户信息
   * @see https://developers.weixin.qq.com/miniprogram/introduction/custom.html#%E6%8B%89%E5%8F%96%E5%A4%9A%E4%B8%AA%E5%95%86%E6%88%B7%E4%BF%A1%E6%81%AF
   */
  list: endpoint({
    http: 'POST /cgi-bin/business/list',
    effect: 'read',
    params: { offset: number(), count: number() },
    result: { list: array(object(business)) },
  }),
  /**
   * 客服子商户创建商户
   * @see https://developers.weixin.qq.com/miniprogram/introduction/custom.html#%E5%88%9B%E5%BB%BA%E5%95%86%E6%88%B7
   */
  register: endpoint({
    http: 'POST /cgi-bin/business/register',
    effect: 'write',
    params: {
      accountName: string(),
      nickname: string(),
      iconMediaId: string(),
      transferToCommkf: optional(boolean()),
    },
    result: { businessId: bigInteger() },
    errcodes: {
      40004: meaning.wrongMediaType,
      40007: meaning.wrongMediaId,
      45070: 'the account name is registered already',
      45077: meaning.tooManyBusinesses,
      45078: meaning.wrongNickname,
      45079: meaning.bannedNickname,
      45091: 'the account name breaks the naming rules',
    },
  }),
  /**
   * 客服子商户更新商户信息
   * @see https://developers.weixin.qq.com/miniprogram/introduction/custom.html#%E6%9B%B4%E6%96%B0%E5%95%86%E6%88%B7%E4%BF%A1%E6%81%AF
   */
  update: endpoint({
    http: 'POST /cgi-bin/business/update',
    effect: 'write',
    params: {
      businessId: bigInteger(),
      nickname: optional(string()),
      iconMediaId: optional(string()),
    },
    result: {},
    errcodes: {
      40004: meaning.wrongMediaType,
      40007: meaning.wrongMediaId,
      45071: meaning.noSuchBusiness,
      45077: meaning.tooManyBusinesses,
      45078: meaning.wrongNickname,
      45079: meaning.bannedNickname,
    },
  }),
}
