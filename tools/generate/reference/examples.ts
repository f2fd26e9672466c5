/**
 * Parameters for the calls that newcomers read first, where values made from the types alone would say little. Every
 * other call is made from its row. A test holds these to their rows.
 */
export const examples: { readonly [method: string]: Readonly<Record<string, unknown>> } = {
  'logistics.addOrder': {
    orderId: '2024-0001',
    openid: 'oDEMO_user_00000000000000001',
    deliveryId: 'SF',
    bizId: 'SF_a',
    addSource: 0,
    sender: {
      name: '张三',
      mobile: '13800000001',
      province: '广东省',
      city: '广州市',
      area: '海珠区',
      address: '新港中路1号',
    },
    receiver: {
      name: '李四',
      mobile: '13800000002',
      province: '广东省',
      city: '深圳市',
      area: '南山区',
      address: '海天二路2号',
    },
    cargo: {
      count: 1,
      weight: 1.5,
      spaceX: 30,
      spaceY: 20,
      spaceZ: 10,
      detailList: [{ name: '茶叶', count: 2 }],
    },
    shop: { wxaPath: 'pages/order/order?id=2024-0001', goodsName: '茶叶', goodsCount: 2 },
    insured: { useInsured: 0 },
    service: { serviceType: 0, serviceName: '标准快递' },
  },
  'logistics.bindAccount': { type: 'bind', bizId: 'SF_a', deliveryId: 'SF' },
  'logistics.updatePrinter': {
    openid: 'oDEMO_user_00000000000000001',
    updateType: 'bind',
    tagidList: '123,456',
  },
  'phonenumber.getPhoneNumber': { code: 'the code that the button of the mini program gave' },
  'security.msgSecCheck': {
    openid: 'oDEMO_user_00000000000000001',
    version: 2,
    scene: 2,
    content: 'the text that a user wrote',
  },
  'subscribeMessage.send': {
    touser: 'oDEMO_user_00000000000000001',
    templateId: 'the id of a template of the account',
    page: 'pages/order/order?id=2024-0001',
    data: { thing1: { value: '茶叶' }, time2: { value: '2024-01-31 09:05' } },
    miniprogramState: 'formal',
    lang: 'zh_CN',
  },
  'wxacode.createQRCode': { path: 'pages/order/order?id=1', width: 430 },
  'wxacode.get': { path: 'pages/order/order?id=1', width: 430 },
  'wxacode.getUnlimited': { scene: 'id=1', page: 'pages/order/order', checkPath: false, width: 430 },
}
