import { aggregateCommand } from './aggregate'
import { Collection, type Source } from './collection'
import { commands } from './command'
import { requireType } from './failure'
import { callable, geo } from './geo'
import { DatabasePattern, ServerDate } from './values'

const command = { ...commands, aggregate: aggregateCommand }

/** `wx.cloud.database(config)`: everything that it does goes to what `access` gives at that moment. */
export function createDatabase(access: Source['access'], config: object = {}): object {
  return {
    config,
    command,
    Geo: geo,
    RegExp: callable(DatabasePattern),
    serverDate: (options?: { offset?: number }) => new ServerDate(options),
    collection(collectionName: string) {
      requireType('collectionName', collectionName, 'string')
      return new Collection({ access, collectionName })
    },
  }
}
