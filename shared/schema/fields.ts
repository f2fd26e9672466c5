/** A file that travels as one part of a multipart request, as in wx-server-sdk. */
export interface Media {
  /** MIME type, such as `image/png`. */
  contentType: string
  /** The bytes of the file. */
  value: Uint8Array
  /** Name of the file as WeChat sees it; by default the parameter's name with an extension of the MIME type. */
  fileName?: string
}

/** A response of bytes, not JSON: a picture, a video, a sheet. */
export interface Binary {
  /** MIME type, as WeChat gave it. */
  contentType: string
  /** The bytes, untouched. */
  buffer: Buffer
  /** The name of the file, where WeChat gives one. */
  fileName?: string
}

/** The kinds of value that a field can hold. */
export type Kind =
  | 'string'
  | 'integer'
  | 'number'
  | 'bigInteger'
  | 'boolean'
  | 'oneOf'
  | 'fixed'
  | 'credential'
  | 'object'
  | 'array'
  | 'record'
  | 'json'
  | 'jsonString'
  | 'media'
  | 'binary'

/** Limits that WeChat documents for a value: characters of a string, size of a number, items of an array. */
export interface Rules {
  readonly min?: number
  readonly max?: number
}

/** What one value looks like: to TypeScript by `T`, at run time by `kind` and its companions. */
export interface Field<T, Optional extends boolean = boolean> {
  readonly kind: Kind
  readonly optional: Optional
  /** The name on the wire, where it does not follow from ours by rule. */
  readonly wire?: string
  /** `query` when the value travels in the URL of a POST. */
  readonly place?: 'query'
  readonly rules?: Rules
  /** Set where the value names a user: by the `openid` that the caller has too, or by another `id`. */
  readonly user?: 'openid' | 'id'
  /** The values of a `oneOf`, the one value of a `fixed`, the name of a `credential`. */
  readonly values?: readonly (string | number | boolean)[]
  /** Whether a `oneOf` may hold other values of the same types too. */
  readonly open?: true
  /** What each item of an array, each value of a record, or the text of a `jsonString` holds. */
  readonly item?: Field<any>
  /** The members of an object; of a `binary` those of the JSON that may come in place of the bytes. */
  readonly fields?: Shape
  /** Carries the TypeScript type only; never set at run time. */
  readonly type?: T
}

/** A field of which the row knows nothing. */
export const unknownField: Partial<Field<unknown>> = {}

/** The members of an object, by the camelCase names that users write. */
export interface Shape {
  readonly [name: string]: Field<any>
}

type Simplify<T> = { [K in keyof T]: T[K] } & {}
type TypeOf<F> = F extends Field<infer T> ? T : never

/**
 * The TypeScript type of a shape. Keys are mapped one to one, so that documentation on hover and go-to-definition
 * lead back to the line in the catalogue.
 */
export type Infer<S extends Shape> = Simplify<
  {
    -readonly [K in keyof S as S[K]['optional'] extends true ? never : K]: TypeOf<S[K]>
  } & {
    -readonly [K in keyof S as S[K]['optional'] extends true
      ? [TypeOf<S[K]>] extends [never]
        ? never
        : K
      : never]?: TypeOf<S[K]>
  }
>

const field = <T>(kind: Kind, more: Partial<Field<T>> = {}): Field<T, false> => ({
  kind,
  ...more,
  optional: false,
})

/** Text; `min` and `max` count characters. */
export const string = (rules?: Rules) => field<string>('string', rules && { rules })
/** The OPENID of a user: in a call that is open to everyone it is the caller's own. */
export const userOpenid = () => field<string>('string', { user: 'openid' })
/** Another id of a user, such as a unionid or a WeChat id: a row that takes one cannot be open to everyone. */
export const userId = () => field<string>('string', { user: 'id' })
/** A whole number. */
export const integer = (rules?: Rules) => field<number>('integer', rules && { rules })
/** Any number. */
export const number = (rules?: Rules) => field<number>('number', rules && { rules })
/** A whole number that may be larger than 2^53-1: then it is a string of digits, in both directions. */
export const bigInteger = () => field<number | string>('bigInteger')
/** `true` or `false`. */
export const boolean = () => field<boolean>('boolean')
type Values = readonly (string | number)[]
const closed = <V extends Values>(...values: V) => field<V[number]>('oneOf', { values })
// Written so that editors still offer the known values.
type OrOther<V> = V | (V extends string ? string & {} : number & {})
const open = <V extends Values>(...values: V) => field<OrOther<V[number]>>('oneOf', { values, open: true })
/** One of the values that WeChat documents; `oneOf.open`, for results: one of these, or a value that came later. */
export const oneOf: typeof closed & { readonly open: typeof open } = Object.assign(closed, { open })
/** A constant that tells two rows on one path apart: sent by itself, users need not write it. */
export const fixed = <V extends string | number | boolean>(value: V): Field<V, true> => ({
  kind: 'fixed',
  values: [value],
  optional: true,
})
/** The account's own appid or secret: sent by the client from its options, no parameter of the user's. */
export const credential = (name: 'appid' | 'secret'): Field<never, true> => ({
  kind: 'credential',
  values: [name],
  optional: true,
})
/** An object with known members. */
export const object = <S extends Shape>(fields: S) => field<Infer<S>>('object', { fields })
/** A list whose items look alike. */
export const array = <F extends Field<any>>(item: F, rules?: Rules) =>
  field<TypeOf<F>[]>('array', rules ? { item, rules } : { item })
/** A map whose keys are the user's own data: never renamed. */
export const record = <F extends Field<any>>(item: F) => field<Record<string, TypeOf<F>>>('record', { item })
/** Any JSON whose keys are not ours to rename: it travels as it is. */
export const json = () => field<unknown>('json')
/** A value that travels as JSON text inside the JSON. Given as text, it is sent as it is. */
export const jsonString = <F extends Field<any>>(item: F) => field<TypeOf<F>>('jsonString', { item })
/** A file to upload. */
export const media = () => field<Media>('media')
/** Bytes as the whole response; `json`: what may come instead, each as the members of the response. */
export const binary = <S extends readonly Shape[] = []>(...json: S) =>
  field<Binary | { [K in keyof S]: Infer<S[K]> }[number]>(
    'binary',
    json.length > 0 ? { fields: Object.assign({}, ...json) } : {},
  )

/** May be left out. */
export const optional = <T>(inner: Field<T>): Field<T, true> => ({ ...inner, optional: true })
/** The name on the wire, where it does not follow from ours by rule. */
export const wire = <F extends Field<any>>(name: string, inner: F): F => ({ ...inner, wire: name })
/** Travels in the URL, although the request is a POST. */
export const query = <F extends Field<any>>(inner: F): F => ({ ...inner, place: 'query' })
