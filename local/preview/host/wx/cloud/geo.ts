import { CloudFailure, typeOf } from './failure'

type Coordinates = number[] | Coordinates[]

interface GeoJson {
  type: string
  coordinates: Coordinates
}

/** A place or an area on the earth. */
export abstract class GeoShape {
  abstract toJSON(): GeoJson

  toString(): string {
    return JSON.stringify(this.toJSON())
  }
}

class Point extends GeoShape {
  readonly longitude: number
  readonly latitude: number

  constructor(place: number | GeoJson, latitude?: number) {
    super()
    const [x, y] = typeof place === 'object' ? (place.coordinates as number[]) : [place, latitude]
    this.longitude = degrees('longitude', x, 180)
    this.latitude = degrees('latitude', y, 90)
  }

  toJSON(): GeoJson {
    return { type: 'Point', coordinates: [this.longitude, this.latitude] }
  }
}

function degrees(name: string, value: unknown, most: number): number {
  if (typeof value === 'number' && Math.abs(value) <= most) return value
  throw new CloudFailure(-401003, `${name} should be a number from ${-most} to ${most}`)
}

/** A kind of shape that is a list of another kind, which its instances have as a member of this name. */
function listOf(type: string, member: string, make: (one: unknown) => GeoShape, fewest: number) {
  return class extends GeoShape {
    constructor(given: readonly GeoShape[] | GeoJson) {
      super()
      const parts = Array.isArray(given) ? given : (given as GeoJson).coordinates
      if (typeOf(parts) !== 'array' || parts.length < fewest)
        throw new CloudFailure(-401003, `${type} should have a list of at least ${fewest} ${member}`)
      Object.assign(this, { [member]: (parts as unknown[]).map(make) })
    }

    toJSON(): GeoJson {
      const parts = (this as unknown as Record<string, GeoShape[]>)[member]!
      return { type, coordinates: parts.map(part => part.toJSON().coordinates) as Coordinates[] }
    }
  }
}

/** A part of a shape: one that was made before, or the coordinates of GeoJSON. */
function part<Shape extends GeoShape>(
  type: string,
  kind: new (given: GeoJson) => Shape,
): (one: unknown) => Shape {
  return one => {
    if (one instanceof kind) return one
    if (Array.isArray(one)) return new kind({ type, coordinates: one })
    throw new CloudFailure(-401003, `a part should be a ${type}`)
  }
}

const point = part('Point', Point)
const LineString = listOf('LineString', 'points', point, 2)
const line = part('LineString', LineString)
const Polygon = listOf('Polygon', 'lines', line, 1)

type ShapeKind = new (...given: never[]) => GeoShape

const kinds: Record<string, ShapeKind> = {
  Point,
  LineString,
  Polygon,
  MultiPoint: listOf('MultiPoint', 'points', point, 1),
  MultiLineString: listOf('MultiLineString', 'lines', line, 1),
  MultiPolygon: listOf('MultiPolygon', 'polygons', part('Polygon', Polygon), 1),
}

/** A class that may be called without `new`, as all of `db` may. */
export function callable<Kind extends new (...given: never[]) => object>(kind: Kind): unknown {
  return new Proxy(kind, { apply: (_target, _self, given) => new kind(...(given as never[])) })
}

/** `db.Geo`. */
export const geo = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, callable(kind)]))

/** The shape that GeoJSON stands for; undefined for what is no GeoJSON. */
export function shapeFrom(value: Record<string, unknown>): GeoShape | undefined {
  const { type, coordinates } = value
  if (typeof type !== 'string' || !Array.isArray(coordinates) || !Object.hasOwn(kinds, type)) return undefined
  try {
    return new kinds[type]!(value as never)
  } catch {
    return undefined
  }
}
