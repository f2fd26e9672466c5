import { isObject } from '../../../shared/schema/objects'
/** A list in which every value stands once, found by its place. */
export class Pool<T> {
  private readonly places = new Map<string, number>()
  private readonly values: T[] = []

  /** The place of a value, which is added when it is new. */
  place(value: T): number {
    const key = JSON.stringify(value)
    const known = this.places.get(key)
    if (known !== undefined) return known
    this.places.set(key, this.values.length)
    return this.values.push(value) - 1
  }

  get all(): readonly T[] {
    return this.values
  }
}

// A shorter piece is as long as the reference to it.
const shortestShared = 24

/**
 * Puts numbers in the place of the packed fields that stand more than once.
 * @param shapes packed shapes: packed fields by their names
 * @returns the shapes with numbers in them, and the fields that the numbers mean
 */
export function fold(shapes: readonly object[]): { whole: object[]; shared: readonly unknown[] } {
  const counts = new Map<string, number>()
  const count = (field: unknown): void => {
    if (!isObject(field)) return
    const key = JSON.stringify(field)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    // Inside a piece that is shared already, everything is counted once.
    if (counts.get(key) === 1) for (const inner of innerOf(field)) count(inner)
  }
  for (const shape of shapes) for (const field of Object.values(shape)) count(field)

  const pool = new Pool<unknown>()
  const put = (field: unknown): unknown => {
    if (!isObject(field)) return field
    const key = JSON.stringify(field)
    const folded = foldInner(field as PackedObject, put)
    return counts.get(key)! > 1 && key.length >= shortestShared ? pool.place(folded) : folded
  }
  const whole = shapes.map(shape => mapMembers(shape, put))
  return { whole, shared: pool.all }
}

interface PackedObject {
  readonly i?: unknown
  readonly f?: object
}

const innerOf = ({ i, f = {} }: PackedObject): unknown[] => [i, ...Object.values(f)]

const foldInner = (field: PackedObject, put: (field: unknown) => unknown): object => ({
  ...field,
  ...(field.i !== undefined && { i: put(field.i) }),
  ...(field.f && { f: mapMembers(field.f, put) }),
})

const mapMembers = (members: object, change: (member: unknown) => unknown): object =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, change(member)]))
