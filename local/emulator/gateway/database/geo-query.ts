import { GatewayFault } from '../fields'
import { type Document, isObject } from './document'
import {
  distanceTo,
  earthRadiusMetres,
  isNear,
  isTouching,
  isWithin,
  readPosition,
  readShape,
  shapeOf,
} from './geo'
import { valuesAt } from './path'

/** A place, and how far from it documents may be. */
export interface Near {
  /** Whether the geometry of a value is neither too near nor too far. */
  isInReach(value: unknown): boolean
  /** The distance of a document's geometry, in metres; infinite where it has none. */
  distanceOf(document: Document): number
  /** The geometry that is nearest, as the document has it. */
  placeIn(document: Document): unknown
}

const invalid = (why: string) => new GatewayFault('INVALID_PARAM', why)

/** The test of a geometry; undefined when the operator is another one. @throws GatewayFault for a wrong operand */
export function geoTest(operator: string, operand: unknown): ((value: unknown) => boolean) | undefined {
  if (operator !== '$geoWithin' && operator !== '$geoIntersects') return undefined
  if (!isObject(operand)) throw invalid(`${operator} needs an object`)
  if (operator === '$geoWithin' && operand.$centerSphere !== undefined)
    return withinCircle(operand.$centerSphere)
  if (operand.$geometry === undefined) throw invalid(`${operator} needs $geometry`)
  const shape = readShape(operand.$geometry)
  if (operator === '$geoIntersects') return value => holds(value, one => isTouching(one, shape))
  if (shape.polygons.length === 0) throw invalid('$geoWithin needs a Polygon or a MultiPolygon')
  return value => holds(value, one => isWithin(one, shape))
}

function holds(value: unknown, test: (shape: NonNullable<ReturnType<typeof shapeOf>>) => boolean): boolean {
  const shape = shapeOf(value)
  return shape !== undefined && test(shape)
}

function withinCircle(operand: unknown): (value: unknown) => boolean {
  const [place, radius] = Array.isArray(operand) ? operand : []
  if (typeof radius !== 'number' || !(radius >= 0)) throw invalid('$centerSphere needs a radius from 0')
  const centre = readPosition(place)
  return value => holds(value, one => isNear(one, centre, radius * earthRadiusMetres))
}

/** Reads `$nearSphere` at a path. @throws GatewayFault for a wrong operand */
export function readNear(path: string, operand: unknown): Near {
  if (!isObject(operand)) throw invalid('$nearSphere needs an object')
  const { $geometry = operand, $minDistance, $maxDistance } = operand
  return nearOf(path, $geometry, $minDistance, $maxDistance)
}

/** The place of `$nearSphere` and `$geoNear`; distances are in metres. @throws GatewayFault for what is not a place */
export function nearOf(path: string, place: unknown, min: unknown = 0, max: unknown = Infinity): Near {
  const centre = readPosition(place)
  if (typeof min !== 'number' || typeof max !== 'number' || min < 0 || max < 0) {
    throw invalid('the distances of a place must be numbers from 0')
  }
  const distance = (value: unknown): number => {
    const shape = shapeOf(value)
    return shape ? distanceTo(shape, centre) : Infinity
  }
  const isInReach = (value: unknown) => {
    const metres = distance(value)
    return metres !== Infinity && metres >= min && metres <= max
  }
  const placesIn = (document: Document) => valuesAt(document, path).flat().filter(isInReach)
  return {
    isInReach: value => (Array.isArray(value) ? value.some(isInReach) : isInReach(value)),
    distanceOf: document => Math.min(...placesIn(document).map(distance)),
    placeIn: document => placesIn(document).sort((a, b) => distance(a) - distance(b))[0],
  }
}
