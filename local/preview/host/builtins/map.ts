import { phoneTexts } from '../../texts'
import { make, makeButton } from '../dom'
import { type Builtin, type BuiltinDefinition, tappedBy } from './builtin'

interface Marker {
  id?: number
  latitude: number
  longitude: number
  title?: string
  callout?: { content?: string; display?: string }
  label?: { content?: string }
}

interface Control {
  id?: number
  iconPath?: string
  clickable?: boolean
}

const lists = ['markers', 'covers', 'polyline', 'circles', 'controls', 'includePoints', 'polygons'] as const
const flags = (
  'showLocation showCompass showScale enable3D enableOverlooking enableZoom enableScroll enableRotate ' +
  'enableSatellite enableTraffic enablePoi enableBuilding enableAutoMaxOverlooking'
).split(' ')

/** A box with the place, its markers as a list, and buttons that zoom. */
export const map: BuiltinDefinition = {
  properties: {
    latitude: { type: null, value: 0 },
    longitude: { type: null, value: 0 },
    scale: { type: Number, value: 16 },
    minScale: { type: Number, value: 3 },
    maxScale: { type: Number, value: 20 },
    rotate: Number,
    skew: Number,
    subkey: String,
    layerStyle: null,
    setting: null,
    ...Object.fromEntries(lists.map(name => [name, { type: null, value: [] }])),
    ...Object.fromEntries(
      flags.map(name => [name, { type: Boolean, value: /Zoom|Scroll|Poi|Building/.test(name) }]),
    ),
  },
  start(self) {
    let region = ''
    let isFirst = true
    answerTaps(self)
    const zoom = (by: number) => {
      const [least, most] = [Number(self.property('minScale')), Number(self.property('maxScale'))]
      const scale = Math.max(least, Math.min(most, Number(self.property('scale')) + by))
      if (!self.isOn('enableZoom') || scale === self.property('scale')) return
      region = ''
      tellRegion(self, 'begin', 'scale', 'gesture')
      self.set({ scale })
      tellRegion(self, 'end', 'scale')
    }
    return {
      update() {
        drawBox(self, zoom)
        const now = ['latitude', 'longitude', 'scale'].map(name => self.text(name)).join()
        const wasMoved = region !== '' && region !== now
        region = now
        if (wasMoved) {
          tellRegion(self, 'begin', 'update')
          tellRegion(self, 'end', 'update')
        }
        if (isFirst) self.later(() => self.fire('updated', {}))
        isFirst = false
      },
    }
  },
}

function drawBox(self: Builtin, zoom: (by: number) => void): void {
  const place = `map ${self.text('latitude')}, ${self.text('longitude')} × ${self.text('scale')}`
  const counts = (['polyline', 'circles', 'polygons'] as const)
    .map(name => [name, listOf(self, name).length] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`)
  self.inner('words').textContent = [place, ...counts].join('  ')
  const markers = listOf<Marker>(self, 'markers').map((marker, at) => {
    const detail = { markerId: marker.id ?? at }
    const where = `${marker.latitude}, ${marker.longitude}`
    const callout = marker.callout?.content
    const words = marker.title || marker.label?.content || (callout ? '' : where)
    return make(
      'li',
      '',
      {},
      makeMapButton(`⚲ ${words}`.trim(), () => self.fire('markertap', detail), words || where),
      ...(callout ? [makeMapButton(callout, () => self.fire('callouttap', detail))] : []),
    )
  })
  const controls = listOf<Control>(self, 'controls').map((control, at) => {
    const words = control.iconPath?.split('/').pop() ?? `control ${at}`
    return make(
      'li',
      '',
      {},
      makeMapButton(words, () => self.fire('controltap', { controlId: control.id ?? at })),
    )
  })
  const zooms = self.isOn('enableZoom')
    ? [
        makeMapButton('+', () => zoom(1), phoneTexts.zoomIn),
        makeMapButton('−', () => zoom(-1), phoneTexts.zoomOut),
      ]
    : []
  self
    .inner('markers')
    .replaceChildren(...markers, ...controls, ...(zooms.length ? [make('li', '', {}, ...zooms)] : []))
}

function listOf<Item = unknown>(self: Builtin, name: (typeof lists)[number]): Item[] {
  const list = self.property(name)
  return Array.isArray(list) ? list.filter(item => item && typeof item === 'object') : []
}

/** A button whose click is no tap on the map. */
function makeMapButton(words: string, onClick: () => void, label = words): HTMLElement {
  const button = makeButton('map-marker', words, onClick)
  button.setAttribute('aria-label', label)
  return button
}

/** The event is called `regionchange`, and its type is `begin` or `end`. */
function tellRegion(self: Builtin, type: 'begin' | 'end', causedBy: string, cause = causedBy): void {
  const { latitude, longitude, scale, rotate, skew } = self.instance.data
  const centerLocation = { latitude: Number(latitude), longitude: Number(longitude) }
  const detail = { type, causedBy: cause, rotate, skew, scale, centerLocation }
  self.fire('regionchange', detail, { extraFields: { type, causedBy: cause } })
}

/** A tap on the map says where on the earth it is: here the middle of the map. */
function answerTaps(self: Builtin): void {
  let isOwn = false
  self.onTap(event => {
    if (isOwn) return
    const tapped = tappedBy(event)
    // What the page drew over the map gets its own taps.
    if (tapped && tapped !== self.element && !tapped.closest('.wx--words, .wx--markers')) return
    event.stopPropagation()
    if (tapped?.closest('button')) return
    isOwn = true
    const { latitude, longitude } = self.instance.data
    self.fire('tap', { latitude: Number(latitude), longitude: Number(longitude) })
    isOwn = false
  }, true)
}
