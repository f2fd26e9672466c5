import { phoneTexts } from '../../texts'
import { drawBars } from '../bars'
import { make, makeButton } from '../dom'
import { host } from '../host'
import type { Builtin, BuiltinDefinition } from './builtin'

/** A box that says what would be here. */
function box(properties: Record<string, unknown>, words: (self: Builtin) => string): BuiltinDefinition {
  return {
    properties,
    start(self) {
      return {
        update() {
          self.inner('words').textContent = words(self)
        },
      }
    },
  }
}

/** A web page is never loaded: its address is shown. */
export const webView = box({ src: String }, self => `web-view ${self.text('src')}`)
export const officialAccount = box({}, () => phoneTexts.officialAccount)
export const livePlayer = box({ src: String, mode: String }, self => `live-player ${self.text('src')}`)
export const livePusher = box({ url: String, mode: String }, self => `live-pusher ${self.text('url')}`)
export const voipRoom = box({ openid: String }, () => 'voip-room')

export const ad: BuiltinDefinition = {
  properties: { unitId: String, adIntervals: Number, adType: String, adTheme: String },
  start(self) {
    self.inner('words').textContent = phoneTexts.advertisement
    setTimeout(() => self.isOnPage && self.fire('load', {}))
    return {}
  },
}

interface Marker {
  id?: number
  latitude: number
  longitude: number
  title?: string
  callout?: { content?: string }
  label?: { content?: string }
}

/** A box with the place and a list of the markers, which can be tapped. */
export const map: BuiltinDefinition = {
  properties: {
    latitude: { type: null, value: 0 },
    longitude: { type: null, value: 0 },
    scale: { type: Number, value: 16 },
    markers: { type: Array, value: [] },
    polyline: { type: Array, value: [] },
    circles: { type: Array, value: [] },
    polygons: { type: Array, value: [] },
    includePoints: { type: Array, value: [] },
    showLocation: Boolean,
  },
  start(self) {
    return {
      update() {
        self.inner('words').textContent = `map ${self.text('latitude')}, ${self.text('longitude')}`
        const markers = (self.property('markers') as Marker[] | null) ?? []
        const list = markers.map((marker, at) => {
          const words = marker.callout?.content ?? marker.title ?? marker.label?.content
          const place = `${marker.latitude}, ${marker.longitude}`
          const button = makeButton('map-marker', `⚲ ${words || place}`, () => {})
          button.addEventListener('click', event => {
            event.stopPropagation()
            self.fire('markertap', { markerId: marker.id ?? at })
          })
          return make('li', '', {}, button)
        })
        self.inner('markers').replaceChildren(...list)
      },
    }
  },
}

/** What WeChat shows of its user; here of the demo user. */
const openData: Record<string, string> = {
  userNickName: '微信用户',
  userGender: '1',
  userCity: 'Guangzhou',
  userProvince: 'Guangdong',
  userCountry: 'China',
  userLanguage: 'zh_CN',
  groupName: '微信群',
}

export const openDataDefinition: BuiltinDefinition = {
  properties: { type: String, lang: String, openGid: String, defaultText: String, defaultAvatar: String },
  reflected: ['type'],
  start(self) {
    return {
      update() {
        const isAvatar = self.text('type') === 'userAvatarUrl'
        self.inner('words').textContent = isAvatar
          ? ''
          : (openData[self.text('type')] ?? self.text('defaultText'))
        if (isAvatar) self.element.setAttribute('aria-label', phoneTexts.avatar)
      },
    }
  },
}

/** Shown when the phone, not the browser's window, is of these sizes. */
export const matchMedia: BuiltinDefinition = {
  properties: {
    minWidth: null,
    maxWidth: null,
    width: null,
    minHeight: null,
    maxHeight: null,
    height: null,
    orientation: String,
  },
  start(self) {
    const holds = () => {
      const { width, pagesHeight } = host().phone.size()
      const of = (name: string, value: number) => {
        const [exact, least, most] = [name, `min-${name}`, `max-${name}`].map(key => {
          const given = self.text(key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()))
          return given === '' ? undefined : Number.parseFloat(given)
        })
        return (
          value >= (least ?? 0) && value <= (most ?? Number.POSITIVE_INFINITY) && value === (exact ?? value)
        )
      }
      const orientation = width > pagesHeight ? 'landscape' : 'portrait'
      return (
        of('width', width) &&
        of('height', pagesHeight) &&
        (self.text('orientation') || orientation) === orientation
      )
    }
    return {
      update() {
        if (!self.isOn('hidden')) self.element.hidden = !holds()
      },
    }
  },
}

/** A sheet over the page: `show` opens it, a tap beside it or its own leaving is told. */
export const pageContainer: BuiltinDefinition = {
  properties: {
    show: Boolean,
    duration: { type: Number, value: 300 },
    zIndex: { type: Number, value: 100 },
    overlay: { type: Boolean, value: true },
    position: { type: String, value: 'bottom' },
    round: Boolean,
    closeOnSlideDown: Boolean,
    overlayStyle: String,
    customStyle: String,
  },
  reflected: ['show', 'position', 'round', 'overlay'],
  start(self) {
    let isShown = false
    self.inner('overlay').addEventListener('click', () => {
      self.fire('clickoverlay', {})
      self.set({ show: false })
    })
    return {
      update() {
        self.element.style.zIndex = self.text('zIndex')
        self.inner('overlay').style.cssText += self.text('overlayStyle')
        self.inner('sheet').style.cssText += self.text('customStyle')
        if (self.isOn('show') === isShown) return
        isShown = self.isOn('show')
        const word = isShown ? 'enter' : 'leave'
        self.fire(`before${word}`, {})
        self.fire(word, {})
        setTimeout(() => self.isOnPage && self.fire(`after${word}`, {}), Number(self.property('duration')))
      },
    }
  },
}

/** Styles of the page itself, as attributes of an element in it. */
export const pageMeta: BuiltinDefinition = {
  properties: {
    backgroundColor: String,
    backgroundTextStyle: String,
    rootBackgroundColor: String,
    scrollTop: null,
    pageStyle: String,
    rootFontSize: String,
    pageOrientation: String,
  },
  start(self) {
    return {
      update() {
        const page = self.element.closest<HTMLElement>('wx-page')
        if (page && self.text('pageStyle')) page.style.cssText = self.text('pageStyle')
        const colour = self.text('rootBackgroundColor') || self.text('backgroundColor')
        if (page && colour) page.style.backgroundColor = colour
      },
    }
  },
}

export const navigationBar: BuiltinDefinition = {
  properties: { title: String, loading: Boolean, frontColor: String, backgroundColor: String },
  start(self) {
    return {
      update() {
        const page = host().pages.stack.find(one => one.element.contains(self.element))
        if (!page) return
        if (self.text('title')) page.title = self.text('title')
        const config = { ...page.config }
        if (self.text('backgroundColor')) config.navigationBarBackgroundColor = self.text('backgroundColor')
        if (self.text('frontColor'))
          config.navigationBarTextStyle = self.text('frontColor') === '#ffffff' ? 'white' : 'black'
        page.config = config
        if (page === host().pages.top) drawBars()
      },
    }
  },
}
