import type { Builtin } from '../builtins/builtin'
import { asyncApi, failLoudly } from './call-style'
import { phonePlace } from './place'
import { findBuiltin, type Owner } from './scope'

interface Place {
  latitude: number
  longitude: number
}

interface Marker extends Place {
  id?: number
}

/** A point of the whole world's map, over 0 to 1 from its north-west. */
interface Point {
  x: number
  y: number
}

/** The projection that WeChat's maps have, as most on the web: Mercator's. */
function pointOf({ latitude, longitude }: Place): Point {
  const sine = Math.sin((Number(latitude) * Math.PI) / 180)
  return {
    x: Number(longitude) / 360 + 0.5,
    y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI),
  }
}

function placeOf({ x, y }: Point): Place {
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI
  return { latitude, longitude: (x - 0.5) * 360 }
}

/** How wide, in px, the world is at this scale. */
const worldWidth = (scale: number) => 256 * 2 ** scale

/** What of the world a map shows, by its attributes. */
class Section {
  readonly centre: Place
  readonly scale: number
  readonly #size: { width: number; height: number }

  constructor(readonly map: Builtin) {
    this.centre = { latitude: Number(map.property('latitude')), longitude: Number(map.property('longitude')) }
    this.scale = Number(map.property('scale'))
    this.#size = { width: map.element.clientWidth, height: map.element.clientHeight }
  }

  /** From the map's corner, in px. */
  toScreen(place: Place): Point {
    const [point, centre] = [pointOf(place), pointOf(this.centre)]
    const width = worldWidth(this.scale)
    return {
      x: (point.x - centre.x) * width + this.#size.width / 2,
      y: (point.y - centre.y) * width + this.#size.height / 2,
    }
  }

  fromScreen({ x, y }: Point): Place {
    const centre = pointOf(this.centre)
    const width = worldWidth(this.scale)
    return placeOf({
      x: centre.x + (x - this.#size.width / 2) / width,
      y: centre.y + (y - this.#size.height / 2) / width,
    })
  }

  region(): { southwest: Place; northeast: Place } {
    const { width, height } = this.#size
    return {
      southwest: this.fromScreen({ x: 0, y: height }),
      northeast: this.fromScreen({ x: width, y: 0 }),
    }
  }

  /** The centre and the scale with which all of these places are seen, so many px from the edges. */
  around(places: Place[], [top = 0, right = 0, bottom = 0, left = 0]: number[]): Place & { scale: number } {
    const points = places.map(pointOf)
    const sides = (of: (point: Point) => number) => ({
      least: Math.min(...points.map(of)),
      most: Math.max(...points.map(of)),
    })
    const [across, down] = [sides(({ x }) => x), sides(({ y }) => y)]
    const room = [
      (this.#size.width - left - right) / (across.most - across.least),
      (this.#size.height - top - bottom) / (down.most - down.least),
    ]
    const fitting = Math.floor(Math.log2(Math.min(...room) / 256))
    const [least, most] = [this.map.property('minScale') ?? 3, this.map.property('maxScale') ?? 20]
    const scale = Math.min(Math.max(fitting, Number(least)), Number(most))
    const middle = { x: (across.least + across.most) / 2, y: (down.least + down.most) / 2 }
    // Where the edges differ, the middle of what is left is not that of the map.
    const shift = { x: (right - left) / 2 / worldWidth(scale), y: (bottom - top) / 2 / worldWidth(scale) }
    return { ...placeOf({ x: middle.x + shift.x, y: middle.y + shift.y }), scale }
  }
}

/** Controls a `<map>`, which is a box with its markers here; what only a drawn map can do fails by its name. */
export function mapContext(find: () => Builtin | undefined): object {
  const section = () => {
    const map = find()
    if (!map) throw new Error('map is not found')
    return new Section(map)
  }
  const markersOf = (map: Builtin) => (map.property('markers') as Marker[] | null) ?? []
  const moveMarker = async (id: number, to: Place, milliseconds: number) => {
    const { map } = section()
    await new Promise(resolve => setTimeout(resolve, milliseconds))
    const { latitude, longitude } = to
    const markers = markersOf(map).map(one => (one.id === id ? { ...one, latitude, longitude } : one))
    map.set({ markers })
  }
  return failLoudly('MapContext', {
    getCenterLocation: asyncApi('getCenterLocation', () => section().centre),
    getRegion: asyncApi('getRegion', () => section().region()),
    getScale: asyncApi('getScale', () => ({ scale: section().scale })),
    getRotate: asyncApi('getRotate', () => ({ rotate: Number(section().map.property('rotate') ?? 0) })),
    getSkew: asyncApi('getSkew', () => ({ skew: Number(section().map.property('skew') ?? 0) })),
    toScreenLocation: asyncApi<Place>('toScreenLocation', place => section().toScreen(place)),
    fromScreenLocation: asyncApi<Point>('fromScreenLocation', point => section().fromScreen(point)),
    moveToLocation: asyncApi<Partial<Place>>('moveToLocation', ({ latitude, longitude }) => {
      const here = phonePlace()
      section().map.set({ latitude: latitude ?? here.latitude, longitude: longitude ?? here.longitude })
    }),
    includePoints: asyncApi<{ points?: Place[]; padding?: number[] }>(
      'includePoints',
      ({ points = [], padding = [] }) => {
        if (points.length > 0) section().map.set({ ...section().around(points, padding) })
      },
    ),
    addMarkers: asyncApi<{ markers?: Marker[]; clear?: boolean }>('addMarkers', ({ markers = [], clear }) => {
      const { map } = section()
      map.set({ markers: [...(clear ? [] : markersOf(map)), ...markers] })
    }),
    removeMarkers: asyncApi<{ markerIds?: (number | string)[] }>('removeMarkers', ({ markerIds = [] }) => {
      const { map } = section()
      const gone = new Set(markerIds.map(String))
      map.set({ markers: markersOf(map).filter(({ id }) => !gone.has(String(id))) })
    }),
    translateMarker: asyncApi<{
      markerId: number
      destination: Place
      duration?: number
      animationEnd?(): void
    }>('translateMarker', async ({ markerId, destination, duration = 1000, animationEnd }) => {
      await moveMarker(markerId, destination, duration)
      animationEnd?.()
    }),
    moveAlong: asyncApi<{ markerId: number; path?: Place[]; duration?: number }>(
      'moveAlong',
      async ({ markerId, path = [], duration = 0 }) => {
        for (const place of path) await moveMarker(markerId, place, duration / path.length)
      },
    ),
  })
}

/** Maps, by the id of their elements. */
export const mapApis = () => ({
  createMapContext: (id: string, owner?: Owner) => mapContext(() => findBuiltin('map', id, owner)),
})
