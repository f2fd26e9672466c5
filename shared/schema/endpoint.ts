import type { Field, Infer, Shape } from './fields'

/** Where the right to make a call comes from. */
export type AuthKind =
  | 'accessToken'
  | 'appSecret'
  | 'paySignature'
  | 'userSignature'
  | 'payAndUserSignature'
  | 'midasSignature'
  | 'none'

/** A call that WeChat does once, however often it is sent: a parameter tells it that it is the same one. */
export interface Keyed {
  /** The parameter by which WeChat recognises the call; where it is left out, the call is a write. */
  readonly keyed: string
  /** Whether WeChat makes the key itself, of what the call holds, where it is left out. */
  readonly isImplied?: true
  /** Errcodes after which it is worth sending again, with the same key. */
  readonly again?: readonly number[]
  /** Errcodes that say: it was done before. */
  readonly repeated?: readonly number[]
  /** The method that tells what was done, `logistics.getOrder`; it takes parameters of the same names. */
  readonly then?: string
}

/**
 * What a second send of the same call does: nothing (`read`), nothing either because WeChat recognises the named
 * parameter (`keyed`), or the thing once more (`write`).
 */
export type Effect = 'read' | 'write' | Keyed

/** What an errcode means for this method: a meaning, or a meaning with what to do. */
export type ErrcodeMeaning = string | { readonly means: string; readonly fix: string }

/**
 * How the pages of a list follow one another, and what ends it. A list is over after an empty page, and where a cursor
 * is missing or comes again.
 */
export interface Pages<Items extends string = string, Optional extends string = string> {
  /** Where a result has the items: `item`, or `data.openid` in an object of it. */
  readonly items: Items
  /** The member of a result that holds the cursor of the next page. */
  readonly next?: string
  /** The parameter that takes the cursor, where its name is not that of `next`. */
  readonly from?: string
  /** The member of a result that says whether there are more. */
  readonly more?: string
  /** The parameter that counts the items before a page. */
  readonly offset?: Optional
  /** The parameter for how many items a page may have, where it is required. */
  readonly size?: Optional
  /** The largest `size` that WeChat documents. */
  readonly most?: number
  /** The member of a result that counts the items of the whole list. */
  readonly total?: string
}

/** A row of the catalogue: one method of WeChat's server API. */
export interface Endpoint<P extends Shape = Shape, R extends Shape | Field<any> = Shape | Field<any>> {
  /** Verb and path, `POST /cgi-bin/express/business/printer/update`. */
  readonly http: `${'GET' | 'POST'} /${string}`
  readonly params: P
  /** The members of the response, or `binary(…)`. */
  readonly result: R
  readonly effect: Effect
  /** How the parameters of a POST travel: `json` unless said otherwise; `raw` sends the one media part bare. */
  readonly body?: 'json' | 'multipart' | 'raw'
  /** `accessToken` unless said otherwise. */
  readonly auth?: AuthKind
  /** Documented as callable with `cloud.openapi`, so that it has a permission name for config.json. */
  readonly cloudCallable?: true
  /** Why not to use it any more, and what instead. */
  readonly deprecated?: string
  /** Errcodes of this method's own; those of the whole platform are in `shared/errors/errcodes.ts`. */
  readonly errcodes?: { readonly [errcode: number]: ErrcodeMeaning }
  /** The method of which this is an alias. */
  readonly aliasOf?: string
  /** Of a list that comes in pages. */
  readonly pages?: Pages
}

/** Carries the errcodes of a row's own as a type only; never set at run time. */
export interface Coded<Code extends number> {
  readonly codes?: Code
}

/** Carries what a row knows of its pages as a type only; never set at run time. */
export interface Paged<Items extends string, Optional extends string> {
  readonly paged?: readonly [items: Items, optional: Optional]
}

/** Methods by name, or namespaces by name. */
export interface CatalogueNode {
  readonly [name: string]: Endpoint<any, any> | CatalogueNode
}

/** What a method gives besides its own fields. */
export interface Ok {
  errCode: 0
  /** `openapi.<namespace>.<method>:ok` */
  errMsg: string
}

/** The parameters of a row, as TypeScript sees them. */
export type ParamsOf<E> = E extends Endpoint<infer P, any> ? Infer<P> : never

/** The result of a row, as TypeScript sees it. */
export type ResultOf<E> =
  E extends Endpoint<any, infer R>
    ? R extends Field<infer T, boolean>
      ? T & Ok
      : R extends Shape
        ? Infer<R> & Ok
        : never
    : never

/** What is known of the response that a result was read from. */
export interface ResponseFacts {
  /** WeChat's id of the request, for its support; absent where it gave none. */
  readonly rid?: string
  /** The HTTP status. */
  readonly status: number
  /** The headers by their names in lower case, without cookies and secrets. */
  readonly headers: { readonly [name: string]: string }
  /** How many requests were sent for the call. */
  readonly attempts: number
  /** How long the call took, waiting included, in milliseconds. */
  readonly ms: number
}

/** The promise of a method's result. */
export interface ApiPromise<Result, Code extends number = never> extends Promise<Result> {
  /** The result and what is known of the response, without another request. */
  withResponse(): Promise<ResponseFacts & { readonly data: Result }>
  /** Carries the row's errcodes as a type only; never set at run time. */
  readonly errcodes?: Code
}

/** Bounds of a list that is read page by page. */
export interface PagesOptions {
  /** Ends the list after so many items. */
  maxItems?: number
  /** The most pages that are read, 10000 by default: where there are more, a ConfigError says so. */
  maxPages?: number
}

/** Of a row without params nothing but `{}` fits: the plain empty object type would take anything. */
type Given<P> = [keyof P] extends [never] ? Record<string, never> : P

type Method<E, Options> =
  {} extends ParamsOf<E>
    ? (params?: Given<ParamsOf<E>>, options?: Options) => ApiPromise<ResultOf<E>, CodeOf<E>>
    : (params: ParamsOf<E>, options?: Options) => ApiPromise<ResultOf<E>, CodeOf<E>>

type CodeOf<E> = E extends Coded<infer Code> ? Code : never
type Optionally<P, Names> = Omit<P, Names & keyof P> & Partial<Pick<P, Names & keyof P>>
type MemberOf<T, Path> = Path extends `${infer First}.${infer Rest}`
  ? MemberOf<NonNullable<T[First & keyof T]>, Rest>
  : NonNullable<T[Path & keyof T]>
type ItemOf<T> = T extends readonly (infer Item)[] ? Item : never

/** `pages` of a method whose row says what ends a list. */
type PagesMethod<P, Item, Options> = {} extends P
  ? (params?: P, options?: PagesOptions & Options) => AsyncIterableIterator<Item>
  : (params: P, options?: PagesOptions & Options) => AsyncIterableIterator<Item>

type WithPages<E, Options> =
  E extends Paged<infer Items, infer Optional>
    ? string extends Items
      ? unknown
      : {
          /** The items of all pages, one by one. */
          readonly pages: PagesMethod<
            Optionally<ParamsOf<E>, Optional>,
            ItemOf<MemberOf<ResultOf<E>, Items>>,
            Options
          >
        }
    : unknown

/** Rows as methods: the type of `openapi`. */
export type MethodsOf<C, Options> = {
  readonly [N in keyof C]: C[N] extends Endpoint<any, any>
    ? Method<C[N], Options> & WithPages<C[N], Options>
    : Namespace<N, C, Options>
}

/** One namespace of `openapi`. It is named by its name, so that a compiler's message does not list its rows. */
export type Namespace<N extends keyof C, C, Options> = {
  readonly [M in keyof C[N]]: C[N][M] extends Endpoint<any, any>
    ? Method<C[N][M], Options> & WithPages<C[N][M], Options>
    : Namespace<M, C[N], Options>
}

/** Writes a row; exists so that TypeScript infers the shapes to the last field. */
export const endpoint = <
  P extends Shape,
  R extends Shape | Field<object>,
  Code extends number = never,
  Items extends string = never,
  Optional extends string = never,
>(
  row: Endpoint<P, R> & {
    readonly errcodes?: { readonly [errcode in Code]: ErrcodeMeaning }
    readonly pages?: Pages<Items, Optional>
  },
): Endpoint<P, R> &
  ([Code] extends [never] ? unknown : Coded<Code>) &
  ([Items] extends [never] ? unknown : Paged<Items, Optional>) => row as never

/** Whether a node of the catalogue is a row, not a namespace. */
export const isEndpoint = (
  node: Endpoint<any, any> | CatalogueNode | undefined,
): node is Endpoint<any, any> => typeof (node as Endpoint | undefined)?.http === 'string'

/** The catalogue's comments on one method. */
export interface Description {
  /** WeChat's title. */
  readonly title: string
  /** Anything that the title does not say. */
  readonly notes?: string
  /** URL of WeChat's documentation; absent if no public page is known. */
  readonly see?: string
  /** Descriptions of parameters by path: `cargo.detailList[].count`, `data.*` for the values of a map. */
  readonly params?: { readonly [path: string]: string }
  /** The same for the members of the response. */
  readonly result?: { readonly [path: string]: string }
}
