import { memoryStore } from '../../../../shared/stores'
import { API, type WeChatAPIError } from '../../../../shared/wechat-api'

/** Only the types are looked at; nothing here is called. */
export const api = new API('wxappid', 'secret')

export const promises = async () => {
  const { tag } = await api.createTag('广东')
  const id: number = tag.id
  const { user_info_list: users } = await api.batchGetUsers(['oA', 'oB'], 'zh_CN')
  const remark: string | undefined = users[0]?.remark
  const { errcode } = await api.sendText('oA', 'hello')
  const code: number | undefined = errcode
  const { total, next_openid: next } = await api.getFollowers()
  const page: [number, string | undefined] = [total, next]
  const token: string = (await api.getLatestToken()).accessToken
  const config: string = (await api.getJsConfig({ url: 'https://a.b', jsApiList: ['scanQRCode'] })).signature
  const bytes = await api.getMedia('media')
  const length: number = Buffer.isBuffer(bytes) ? bytes.length : 0
  return [id, remark, code, page, token, config, length]
}

export const callbacks = () => {
  api.createTag('广东', (error, data, res) => {
    const name: string = data.tag.name
    const status: number | undefined = res?.statusCode
    return [error?.message, name, status]
  })
  api.getFollowers((_, { total }) => total.toFixed())
  api.getFollowers('oNext', (_, { total }) => total.toFixed())
  api.getCards(0, 10, (_, data) => data.card_id_list.length)
  api.getCards(0, 10, ['CARD_STATUS_VERIFY_OK'], (_, data) => data.card_id_list.length)
  api.sendTemplate('oA', 'tpl', 'https://a.b', { first: { value: '恭喜' } }, error => error)
  api.sendTemplate('oA', 'tpl', 'https://a.b', '#FF0000', { first: { value: '恭喜' } }, error => error)
  api.getOrdersByStatus(2, new Date(), (_, data) => data.order_list.length)
  api.getTicket('wx_card', (_, ticket) => ticket.expireTime)
  api._uploadNews({ articles: [{ title: 't', content: 'c', thumb_media_id: 'm' }] }, error => error)
}

export const stores = () => [
  new API('wxappid', 'secret', callback => callback(null, { accessToken: 'a', expireTime: 1 })),
  new API(
    'wxappid',
    'secret',
    async () => ({ accessToken: 'a', expireTime: 1 }),
    async token => token.accessToken,
  ),
  new API('wxappid', 'secret', { store: memoryStore(), auth: 'classic', onWarning: ({ kind }) => kind }),
  API.AccessToken('token', 1).isValid(),
  API.mixin({ own: () => 1 }),
  API.patch('addWidget', 'https://api.weixin.qq.com/card/widget/add', true),
]

export const failed = (error: WeChatAPIError) => [error.name, error.code, error.rid]

export const wrong = () => [
  // @ts-expect-error a store has four functions
  new API('wxappid', 'secret', { store: { read: async () => undefined } }),
  // @ts-expect-error the store is missing
  new API('wxappid', 'secret', { auth: 'classic' }),
  // @ts-expect-error the text is missing
  api.sendText('oA'),
  // @ts-expect-error a tag has a number
  api.deleteTag('134'),
  // @ts-expect-error no method is called sendTexts
  api.sendTexts('oA', 'hello'),
  // @ts-expect-error one of the three languages
  api.batchGetUsers(['oA'], 'fr'),
  // @ts-expect-error the answer has no member of that name
  api.createTag('广东').then(data => data.tags),
  // @ts-expect-error the answer of a callback has no member of that name
  api.createTag('广东', (_, data) => data.tags),
  // @ts-expect-error a menu has buttons
  api.createMenu({ buttons: [] }),
]

/** A program's own class: methods of the table and of the instance are overridden as methods. */
export class Shop extends API {
  override async sendText(openid: string, text: string) {
    return super.sendText(openid, `shop: ${text}`)
  }
  override async ensureAccessToken() {
    return super.ensureAccessToken()
  }
  override async getJsConfig(param: { url: string }) {
    return super.getJsConfig(param)
  }
}

export const withoutSecret = () => [
  new API('wxappid'),
  new API('wxappid', null),
  new API('wxappid', null, async () => ({ accessToken: 'a', expireTime: 1 })),
  new API('wxappid', undefined, { store: memoryStore() }),
]
