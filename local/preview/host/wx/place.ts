import { phoneTexts } from '../../texts'
import { host } from '../host'
import { ApiFailure, asyncApi, requireParam } from './call-style'
import { askOnce, phoneKey, requireScope } from './consent'
import { asGps, type Point } from './gcj02'
import { requirePrivacy } from './privacy'
import { askSheet, showSheet } from './sheets'

interface Place extends Point {
  name: string
  address: string
}

/** Where the phone is until somebody types another place, as the maps of China count (gcj02). */
const demoPlace: Place = {
  latitude: 23.099994,
  longitude: 113.32452,
  name: '广州TIT创意园',
  address: '广东省广州市海珠区新港中路397号',
}

function herePlace(): Point | undefined {
  const kept = host().surroundings.storage.getItem(phoneKey('place'))
  return kept === null ? undefined : (JSON.parse(kept) as Point)
}

/** Where the phone is as far as anybody knows, without asking. */
export const phonePlace = (): Point => herePlace() ?? demoPlace

/** Where the phone is; the first time, the person says it. */
async function here(api: string): Promise<Point> {
  await requirePrivacy(api, true)
  await requireScope(api === 'getFuzzyLocation' ? 'scope.userFuzzyLocation' : 'scope.userLocation')
  const known = herePlace()
  if (known) return known
  const asked = await askOnce('place', () => askPlace(phoneTexts.whereYouAre, demoPlace, false))
  const point = asked ?? demoPlace
  host().surroundings.storage.setItem(phoneKey('place'), JSON.stringify(point))
  return point
}

async function askPlace(title: string, start: Place, isNamed = true): Promise<Place | undefined> {
  const { latitude, longitude, name, address } = start
  const number = { kind: 'number' as const }
  const words = {
    name: { label: phoneTexts.placeName, value: name, isOptional: true },
    address: { label: phoneTexts.address, value: address, isOptional: true },
  }
  const typed = await askSheet<keyof Place>({
    title,
    fields: {
      ...(isNamed ? words : ({} as typeof words)),
      latitude: { label: phoneTexts.latitude, value: String(latitude), ...number },
      longitude: { label: phoneTexts.longitude, value: String(longitude), ...number },
    },
  })
  if (!typed) return undefined
  return { ...typed, latitude: Number(typed.latitude), longitude: Number(typed.longitude) }
}

interface LocationOptions {
  type?: string
  altitude?: boolean
  isHighAccuracy?: boolean
}

/** In meters. */
const [coarse, fine] = [65, 15]

function asLocation(point: Point, { type = 'wgs84', altitude, isHighAccuracy }: LocationOptions): object {
  if (type !== 'wgs84' && type !== 'gcj02') throw new ApiFailure('invalid type')
  const { latitude, longitude } = type === 'gcj02' ? point : asGps(point)
  const horizontalAccuracy = isHighAccuracy ? fine : coarse
  const verticalAccuracy = altitude ? horizontalAccuracy : 0
  const about = { accuracy: horizontalAccuracy, horizontalAccuracy, verticalAccuracy, speed: -1, altitude: 0 }
  return { latitude, longitude, ...about }
}

/** About two kilometers. */
const fuzzy = (degrees: number): number => Math.round(degrees * 50) / 50

const everyMilliseconds = 1000

/** Tells where the phone is, time and again, from a start to a stop. */
class LocationUpdates {
  #timer: ReturnType<typeof setInterval> | undefined

  async start(api: string, { type = 'gcj02' }: LocationOptions): Promise<void> {
    await here(api)
    if (api === 'startLocationUpdateBackground') await requireScope('scope.userLocationBackground')
    this.stop()
    const tell = () => host().signals.fire('LocationChange', asLocation(phonePlace(), { type }))
    setTimeout(tell)
    this.#timer = setInterval(tell, everyMilliseconds)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}

async function choose(api: string, start: Partial<Point>): Promise<object> {
  await requirePrivacy(api, true)
  const [latitude, longitude] = [Number(start.latitude), Number(start.longitude)]
  const isGiven = start.latitude !== undefined && Number.isFinite(latitude) && Number.isFinite(longitude)
  const known = isGiven ? { latitude, longitude, name: '', address: '' } : undefined
  const chosen = await askPlace(phoneTexts.choosePlace, known ?? { ...demoPlace, ...herePlace() })
  if (!chosen) throw new ApiFailure('cancel')
  return chosen
}

/** Where the phone is, and places on a map. */
export function placeApis() {
  const updates = new LocationUpdates()
  const start = (api: string) => asyncApi<LocationOptions>(api, options => updates.start(api, options))
  return {
    getLocation: asyncApi<LocationOptions>('getLocation', async options =>
      asLocation(await here('getLocation'), options),
    ),
    getFuzzyLocation: asyncApi<LocationOptions>('getFuzzyLocation', async ({ type }) => {
      const { latitude, longitude } = asLocation(await here('getFuzzyLocation'), { type }) as Point
      return { latitude: fuzzy(latitude), longitude: fuzzy(longitude) }
    }),
    chooseLocation: asyncApi<Partial<Point>>('chooseLocation', options => choose('chooseLocation', options)),
    choosePoi: asyncApi('choosePoi', async () => ({ type: 2, city: '', ...(await choose('choosePoi', {})) })),
    openLocation: asyncApi<Partial<Place>>('openLocation', options => {
      for (const name of ['latitude', 'longitude']) requireParam(options, name, 'Number')
      const { latitude, longitude, name = '', address = '' } = options
      void showSheet({
        title: name || phoneTexts.place,
        facts: [
          [phoneTexts.address, address],
          [phoneTexts.latitude, String(latitude)],
          [phoneTexts.longitude, String(longitude)],
        ],
      })
    }),
    startLocationUpdate: start('startLocationUpdate'),
    startLocationUpdateBackground: start('startLocationUpdateBackground'),
    stopLocationUpdate: asyncApi('stopLocationUpdate', () => updates.stop()),
  }
}
