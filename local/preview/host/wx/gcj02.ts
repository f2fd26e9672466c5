/** Degrees on the earth. */
export interface Point {
  latitude: number
  longitude: number
}

const pi = Math.PI
const earthRadius = 6_378_245
const eccentricity = 0.006693421622965943

/** How far the maps of China shift a point of GPS: the published formula. */
function shiftOf({ latitude, longitude }: Point): Point {
  const [x, y] = [longitude - 105, latitude - 35]
  const wave = (value: number, factors: [number, number][]) =>
    factors.reduce((sum, [size, factor]) => sum + (size * Math.sin(value * pi * factor) * 2) / 3, 0)
  const root = Math.sqrt(Math.abs(x))
  const common = wave(x, [
    [20, 6],
    [20, 2],
  ])
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    common +
    wave(y, [
      [20, 1],
      [40, 1 / 3],
      [160, 1 / 12],
      [320, 1 / 30],
    ])
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    common +
    wave(x, [
      [20, 1],
      [40, 1 / 3],
      [150, 1 / 12],
      [300, 1 / 30],
    ])
  const angle = (latitude / 180) * pi
  const magic = 1 - eccentricity * Math.sin(angle) ** 2
  return {
    latitude: (north * 180 * magic * Math.sqrt(magic)) / (earthRadius * (1 - eccentricity) * pi),
    longitude: (east * 180 * Math.sqrt(magic)) / (earthRadius * Math.cos(angle) * pi),
  }
}

/** The same point as GPS counts, where the maps of China shift it. */
export function asGps(point: Point): Point {
  const { latitude, longitude } = point
  const isShifted = longitude > 72.004 && longitude < 137.8347 && latitude > 0.8293 && latitude < 55.8271
  if (!isShifted) return point
  const shift = shiftOf(point)
  return { latitude: latitude - shift.latitude, longitude: longitude - shift.longitude }
}
