import type * as catalogue from '../../shared/catalogue'
import type { CallOptions } from '../../shared/client/options'
import type { MethodsOf } from '../../shared/schema/endpoint'
import type { Media } from '../../shared/schema/fields'

/** The methods as users have them. Only their types are looked at; nothing is called. */
export declare const openapi: MethodsOf<typeof catalogue, CallOptions>

/** Some file. */
export declare const picture: Media
