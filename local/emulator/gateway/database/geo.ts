import { GatewayFault } from '../fields'
import { type Document, isObject } from './document'

/** Longitude and latitude, in degrees. */
export type Position = readonly [longitude: number, latitude: number]

type Ring = readonly Position[]

/** What a GeoJSON geometry is made of. */
interface Shape {
  readonly points: readonly Position[]
  readonly lines: readonly Ring[]
  /** Of each polygon the outer ring and those of its holes. */
  readonly polygons: readonly (readonly Ring[])[]
}

/** Metres, as MongoDB takes it. */
export const earthRadiusMetres = 6_378_100

const invalid = (why: string) => new GatewayFault('INVALID_PARAM', `a geometry ${why}`)

/** The distance of two positions on the globe, in metres. */
export function distanceOf(a: Position, b: Position): number {
  const [x1, y1, x2, y2] = [...a, ...b].map(degrees => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
    number,
  ]
  const half = Math.sin((y2 - y1) / 2) ** 2 + Math.cos(y1) * Math.cos(y2) * Math.sin((x2 - x1) / 2) ** 2
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** The position of a point: GeoJSON, `{ longitude, latitude }`, or a pair. @throws GatewayFault when it is none */
export function readPosition(value: unknown): Position {
  if (isObject(value)) {
    return asPosition(value.type === 'Point' ? value.coordinates : [value.longitude, value.latitude])
  }
  return asPosition(value)
}

function asPosition(value: unknown): Position {
  const [longitude, latitude] = Array.isArray(value) ? value : []
  const isOnEarth =
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
  if (!isOnEarth) throw invalid('needs a longitude from -180 to 180 and a latitude from -90 to 90')
  return [longitude, latitude]
}

const listOf = <T>(value: unknown, read: (one: unknown) => T): T[] => {
  if (!Array.isArray(value) || value.length === 0) throw invalid('needs coordinates')
  return value.map(read)
}
const lineOf = (value: unknown): Ring => {
  const line = listOf(value, asPosition)
  if (line.length < 2) throw invalid('needs two positions for a line')
  return line
}
const ringOf = (value: unknown): Ring => {
  const ring = listOf(value, asPosition)
  const [first, last] = [ring[0]!, ring.at(-1)!]
  if (ring.length < 4 || first[0] !== last[0] || first[1] !== last[1]) {
    throw invalid('of a polygon needs rings of four positions that end where they begin')
  }
  return ring
}

const empty: Shape = { points: [], lines: [], polygons: [] }

const readers: { readonly [type: string]: (coordinates: unknown) => Shape } = {
  Point: given => ({ ...empty, points: [asPosition(given)] }),
  MultiPoint: given => ({ ...empty, points: listOf(given, asPosition) }),
  LineString: given => ({ ...empty, lines: [lineOf(given)] }),
  MultiLineString: given => ({ ...empty, lines: listOf(given, lineOf) }),
  Polygon: given => ({ ...empty, polygons: [listOf(given, ringOf)] }),
  MultiPolygon: given => ({ ...empty, polygons: listOf(given, one => listOf(one, ringOf)) }),
}

/** Reads a GeoJSON geometry. @throws GatewayFault when it is none */
export function readShape(value: unknown): Shape {
  const { type, coordinates } = isObject(value) ? value : ({} as Document)
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) {
    throw invalid(`must be GeoJSON of ${Object.keys(readers).join(', ')}`)
  }
  return readers[type]!(coordinates)
}

/** The geometry that a document has, undefined where there is none. */
export function shapeOf(value: unknown): Shape | undefined {
  try {
    return readShape(value)
  } catch {
    return undefined
  }
}

const cornersOf = ({ points, lines, polygons }: Shape): Position[] => [
  ...points,
  ...lines.flat(),
  ...polygons.flat(2),
]

const edgesOf = ({ lines, polygons }: Shape): (readonly [Position, Position])[] =>
  [...lines, ...polygons.flat()].flatMap(line => line.slice(1).map((to, at) => [line[at]!, to] as const))

/** Positive when c is to the left of the way from a to b. Edges are straight in degrees, as on a flat map. */
const sideOf = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

const isOn = (c: Position, a: Position, b: Position): boolean =>
  sideOf(a, b, c) === 0 &&
  Math.min(a[0], b[0]) <= c[0] &&
  c[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= c[1] &&
  c[1] <= Math.max(a[1], b[1])

/** Whether a position is in a ring: 1 inside, 0 on its edge, -1 outside. */
function placeIn(position: Position, ring: Ring): number {
  const [x, y] = position
  let isInside = false
  for (let at = 1; at < ring.length; at += 1) {
    const [a, b] = [ring[at - 1]!, ring[at]!]
    if (isOn(position, a, b)) return 0
    const isCrossed = a[1] > y !== b[1] > y
    if (isCrossed && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) isInside = !isInside
  }
  return isInside ? 1 : -1
}

/** Whether a position is in a polygon, its edges included. */
const isIn = (position: Position, [outer, ...holes]: readonly Ring[]): boolean =>
  placeIn(position, outer!) >= 0 && holes.every(hole => placeIn(position, hole) <= 0)

/** Whether two edges share a place; `properly` when each goes through the other. */
function isCrossing(
  [a, b]: readonly [Position, Position],
  [c, d]: readonly [Position, Position],
  properly: boolean,
) {
  const sides = [sideOf(a, b, c), sideOf(a, b, d), sideOf(c, d, a), sideOf(c, d, b)] as const
  if (sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0) return true
  return !properly && (isOn(c, a, b) || isOn(d, a, b) || isOn(a, c, d) || isOn(b, c, d))
}

/** Whether two geometries share a place. */
export function isTouching(one: Shape, other: Shape): boolean {
  const touches = (a: Shape, b: Shape) =>
    cornersOf(a).some(
      corner =>
        b.polygons.some(polygon => isIn(corner, polygon)) ||
        b.points.some(point => point[0] === corner[0] && point[1] === corner[1]) ||
        edgesOf(b).some(([from, to]) => isOn(corner, from, to)),
    )
  if (touches(one, other) || touches(other, one)) return true
  const others = edgesOf(other)
  return edgesOf(one).some(edge => others.some(another => isCrossing(edge, another, false)))
}

/** Whether a geometry lies wholly in the polygons of another. */
export function isWithin(inner: Shape, { polygons }: Shape): boolean {
  if (!cornersOf(inner).every(corner => polygons.some(polygon => isIn(corner, polygon)))) return false
  const edges = edgesOf({ ...empty, polygons })
  if (edgesOf(inner).some(edge => edges.some(another => isCrossing(edge, another, true)))) return false
  const holes = polygons.flatMap(([, ...rest]) => rest.flat())
  return !inner.polygons.some(([outer]) => holes.some(corner => placeIn(corner, outer!) > 0))
}

/** Whether a geometry lies wholly within a distance of a position, in metres. */
export const isNear = (inner: Shape, centre: Position, metres: number): boolean =>
  cornersOf(inner).every(corner => distanceOf(corner, centre) <= metres)

/** The shortest distance of a geometry's corners from a position, in metres. */
export const distanceTo = (shape: Shape, from: Position): number =>
  Math.min(...cornersOf(shape).map(corner => distanceOf(corner, from)))
