import type { World } from '../../state/world'
import type { GatewayCall } from '../gateway-call'
import { viewerOf } from './access'

const prefix = 'database.'

export const isDatabaseAction = (action: string): boolean => action.startsWith(prefix)

/** Does what an SDK asks of the database. @throws GatewayFault when it cannot be done */
export const runDatabaseAction = (
  action: string,
  { fields, world }: Pick<GatewayCall, 'fields' | 'world'>,
): Promise<object> =>
  world.database.run({ action: action.slice(prefix.length), values: fields.values, now: world.clock.now() })

/** Does what the mini program asks, for one of its users. @throws GatewayFault when it cannot be done */
export const runForUser = (
  action: string,
  openid: string,
  values: { readonly [name: string]: unknown },
  { database, clock }: World,
): Promise<object> =>
  database.run({
    action: action.startsWith(prefix) ? action.slice(prefix.length) : action,
    values,
    now: clock.now(),
    viewer: viewerOf(openid, String(values.collectionName), database.accesses),
  })
