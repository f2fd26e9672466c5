/** A field: one letter where that says all, an object where it does not, the place in `shared` where it stands twice. */
export type PackedField =
  | number
  | string
  | {
      /** The letter of the kind; with `?` when the field may be left out. */
      k: string
      min?: number
      max?: number
      /** The allowed values. */
      v?: (string | number)[]
      /** What an item of a list, a value of a map, or JSON text holds. */
      i?: PackedField
      /** The members of an object. */
      f?: PackedShape
      /** The name on the wire, where it does not follow from ours. */
      w?: string
      /** What is said of it: a place in `words`. */
      c?: number
    }

/** Fields by their names. */
export interface PackedShape {
  [name: string]: PackedField
}

/** A method; `notes`, `deprecated` and `meanings` are places in their lists, -1 for none. */
export type PackedMethod = [
  namespace: number,
  method: string,
  title: string,
  http: string,
  effect: string,
  isCloudCallable: number,
  notes: number,
  deprecated: number,
  meanings: number,
  params: PackedShape,
]

/** The catalogue of the console page, as `tools/` writes it. */
export interface Packed {
  /** Name and title. */
  namespaces: [name: string, title: string][]
  methods: PackedMethod[]
  shared: PackedField[]
  /** Lists of errcodes: code, what it means and, where it is known, what to do. */
  meanings: number[][][]
  /** The errcodes of every method, in the same form. */
  platform: number[][]
  words: string[]
}
