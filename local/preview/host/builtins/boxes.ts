import { phoneTexts } from '../../texts'
import { make, makeButton } from '../dom'
import type { ApiFailure } from '../wx/call-style'
import { requireScope } from '../wx/consent'
import type { Builtin, BuiltinDefinition } from './builtin'

/** A box that says what would be here, with the first attribute, which tells which one. */
function box(name: string, properties: Record<string, unknown> = {}): BuiltinDefinition {
  const [shown] = Object.keys(properties)
  return {
    properties,
    start: self => ({
      update() {
        self.inner('words').textContent = `${name} ${shown ? self.text(shown) : ''}`.trim()
      },
    }),
  }
}

/** A web page is never loaded: its address is shown. */
export const webView = box('web-view', { src: String })
export const livePlayer = box('live-player', { src: String, mode: String, autoplay: Boolean, muted: Boolean })
export const livePusher = box('live-pusher', { url: String, mode: String, autopush: Boolean, muted: Boolean })
export const voipRoom = box('voip-room', { openid: String, mode: String, devicePosition: String })
export const channelLive = box('channel-live', { finderUserName: String, feedId: String })
export const channelVideo = box('channel-video', {
  finderUserName: String,
  feedId: String,
  feedToken: String,
})
export const storeHome = box('store-home', { appid: String })
export const storeProduct = box('store-product', { productId: String, appid: String })
export const storeCoupon = box('store-coupon', { couponId: String, appid: String })
export const storeGift = box('store-gift', { productId: String, appid: String })
export const xrScene = box('xr-scene')
export const publisher = box('official-account-publish', { path: String })
export const nativeComponent = box('native-component')

/** A box that says it is there. */
export const officialAccount: BuiltinDefinition = {
  start(self) {
    self.inner('words').textContent = phoneTexts.officialAccount
    self.later(() => self.fire('load', { status: 0, errMsg: '' }))
    return {}
  },
}

/** A box that can be closed where the page wants to know of that. */
export const ad: BuiltinDefinition = {
  properties: {
    unitId: String,
    adIntervals: Number,
    adType: String,
    adTheme: String,
    gridCount: Number,
    gridOpacity: Number,
  },
  start(self) {
    const close = makeButton('ad-close', '×', () => self.fire('close', {}))
    close.setAttribute('aria-label', phoneTexts.close)
    self.inner('words').append(make('span', '', {}, phoneTexts.advertisement), close)
    self.later(() => self.fire('load', {}))
    return {}
  },
}

/** What WeChat shows of its user, here of the demo user, in the language that the page asks for. */
const openData: Record<string, { zh_CN: string; en: string }> = {
  userNickName: { zh_CN: '微信用户', en: '微信用户' },
  userGender: { zh_CN: '男', en: 'Male' },
  userCity: { zh_CN: '广州', en: 'Guangzhou' },
  userProvince: { zh_CN: '广东', en: 'Guangdong' },
  userCountry: { zh_CN: '中国', en: 'China' },
  userLanguage: { zh_CN: 'zh_CN', en: 'zh_CN' },
  groupName: { zh_CN: '微信群', en: '微信群' },
}

export const openDataDefinition: BuiltinDefinition = {
  properties: { type: String, lang: String, openGid: String, defaultText: String, defaultAvatar: String },
  reflected: ['type'],
  start: self => ({
    update() {
      const isAvatar = self.text('type') === 'userAvatarUrl'
      const found = openData[self.text('type')]
      const words = self.text('lang').startsWith('zh') ? found?.zh_CN : found?.en
      self.inner('words').textContent = isAvatar ? '' : (words ?? self.text('defaultText'))
      if (!isAvatar) return
      self.element.setAttribute('role', 'img')
      self.element.setAttribute('aria-label', phoneTexts.avatar)
    },
  }),
}

/** Only a plugin's own host opens such a page: what is tapped fails. */
export const functionalPageNavigator: BuiltinDefinition = {
  properties: { version: String, name: String, args: null },
  hover: [50, 600],
  start(self) {
    self.beControl('link')
    self.onTap(() => self.fire('fail', { errMsg: 'functionalPageNavigator:fail not supported' }))
    return {}
  },
}

/** A box with a picture of yours: there is no camera to trust in a preview. `node` gives the picture that was chosen. */
export const camera: BuiltinDefinition = {
  properties: {
    mode: { type: String, value: 'normal' },
    resolution: String,
    devicePosition: String,
    flash: String,
    frameSize: String,
  },
  reflected: ['mode'],
  start(self) {
    let file: File | undefined
    const field = make('input', '', { type: 'file', accept: 'image/*' })
    const picture = make('img', 'camera-picture', { alt: phoneTexts.picture })
    picture.hidden = true
    field.addEventListener('change', () => {
      file = field.files?.[0]
      if (!file) return
      URL.revokeObjectURL(picture.src)
      picture.src = URL.createObjectURL(file)
      picture.hidden = false
    })
    const choose = makeButton('camera-choose', phoneTexts.takePicture, () => {
      requireScope('scope.camera').then(
        () => field.click(),
        (error: ApiFailure) => self.fire('error', error.at('camera')),
      )
    })
    self.inner('content').append(picture, choose, scanField(self))
    self.later(() => self.fire('initdone', { maxZoom: 1 }))
    return { node: () => file }
  },
}

/** In the mode `scanCode` the code is typed. */
function scanField(self: Builtin): HTMLElement {
  const code = make('input', 'camera-code', { 'aria-label': phoneTexts.content })
  const scan = makeButton('camera-choose', phoneTexts.confirm, () => {
    if (code.value) self.fire('scancode', { type: 'qrcode', result: code.value, charSet: 'UTF-8' })
  })
  return make('div', 'camera-scan', {}, code, scan)
}
