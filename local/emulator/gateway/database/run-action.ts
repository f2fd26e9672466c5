import type { GatewayCall } from '../gateway-call'

const prefix = 'database.'

export const isDatabaseAction = (action: string): boolean => action.startsWith(prefix)

/** Does what an SDK asks of the database. @throws GatewayFault when it cannot be done */
export const runDatabaseAction = (
  action: string,
  { fields, world }: Pick<GatewayCall, 'fields' | 'world'>,
): Promise<object> =>
  world.database.run({ action: action.slice(prefix.length), values: fields.values, now: world.clock.now() })
