import type { World } from '../state/world'
import { auth } from './auth'
import type { Handlers } from './handler'
import { logistics } from './logistics'
import { media } from './media'
import { openApi } from './open-api'

export type { Handlers } from './handler'

/** The namespaces that remember something. All others answer samples, without a line here. */
export const namespaces: readonly ((world: World) => Handlers)[] = [auth, logistics, media, openApi]
