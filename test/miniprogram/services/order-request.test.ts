import { orderParams } from '../../../miniprogram/services/order-request'
import { account, draft } from './drafts'

test('an order of the mini program travels as WeChat wants it, without what nobody filled in', () => {
  expect(orderParams(draft, account)).toEqual({
    orderId: 'SO1',
    addSource: 0,
    openid: 'oABC',
    deliveryId: 'YTO',
    bizId: '88',
    service: { serviceType: 1, serviceName: '圆准达' },
    sender: {
      name: '陈掌柜',
      mobile: '13800138000',
      company: '茶叶店',
      country: '中国',
      province: '广东省',
      city: '广州市',
      area: '海珠区',
      address: '新港中路 397 号',
    },
    receiver: {
      name: '李四',
      tel: '020-83333333',
      country: '中国',
      province: '北京市',
      city: '北京市',
      area: '朝阳区',
      address: '建国路 1 号',
    },
    cargo: {
      count: 2,
      weight: 1.5,
      spaceX: 20,
      spaceY: 15,
      spaceZ: 10.5,
      detailList: [{ name: '茶叶', count: 2 }],
    },
    shop: { goodsName: '茶叶', goodsCount: 2 },
    insured: { useInsured: 0, insuredValue: 0 },
  })
})

test('an order of an app names the app and no user', () => {
  const params = orderParams({ ...draft, addSource: '2', wxAppid: 'wxabc' }, account)
  expect(params).toMatchObject({ addSource: 2, wxAppid: 'wxabc' })
  expect(params).not.toHaveProperty('openid')
})

test('an insured value is sent in cents, without a rounding error', () => {
  const params = orderParams({ ...draft, insured: true, insuredValue: '19.99' }, account)
  expect(params.insured).toEqual({ useInsured: 1, insuredValue: 1999 })
})

test('a time for the courier is sent in seconds', () => {
  const params = orderParams(
    { ...draft, pickup: true, pickupDay: '2026-02-03', pickupTime: '14:30' },
    account,
  )
  expect(params.expectTime).toBe(new Date(2026, 1, 3, 14, 30).getTime() / 1000)
})

test('tag, remark, picture and page are sent when they are given', () => {
  const params = orderParams(
    { ...draft, tagid: '123', remark: ' 易碎 ', imageUrl: 'https://a/b.png', pagePath: 'pages/x' },
    account,
  )
  expect(params).toMatchObject({
    tagid: 123,
    customRemark: '易碎',
    shop: { imgUrl: 'https://a/b.png', wxaPath: 'pages/x' },
  })
})
