/** A field: a letter if that is enough, otherwise an object, or an index into `shared` if it occurs twice. */
export type PackedField =
  | number
  | string
  | {
      /** The letter of the kind; with `?` if the field is optional. */
      k: string
      min?: number
      max?: number
      /** The allowed values. */
      v?: (string | number)[]
      /** What an item of a list, a value of a map, or JSON text holds. */
      i?: PackedField
      /** The members of an object. */
      f?: PackedShape
      /** The wire name, if it does not follow from ours. */
      w?: string
      /** Its description: an index into `words`. */
      c?: number
    }

/** Fields by their names. */
export interface PackedShape {
  [name: string]: PackedField
}

/** A method; `notes`, `deprecated` and `meanings` are indexes into their lists, -1 for none. */
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
  /** Lists of errcodes: code, meaning and, if known, the fix. */
  meanings: number[][][]
  /** The errcodes of every method, in the same form. */
  platform: number[][]
  words: string[]
}
