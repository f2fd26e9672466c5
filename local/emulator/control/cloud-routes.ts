import { type OpenDataKind, openDataKinds } from '../../functions/cloud-event'
import { realAppid } from '../accounts/account'
import { sealData } from '../accounts/user-book'
import { type Access, accesses } from '../gateway/database/access'
import { runForUser } from '../gateway/database/run-action'
import type { Watched } from '../gateway/database/watch'
import { GatewayFault } from '../gateway/fields'
import { notifyPaid } from '../gateway/pay/notify'
import { isMembers, type Members } from '../platform/members'
import type { ControlAnswer, ControlCall } from '../server/serving'

type Route = (call: ControlCall) => ControlAnswer | Promise<ControlAnswer>

/** So long waits what asks a watch for what is new. */
const longestWaitMs = 25_000

/** A wrong request is said to be one; what the database refuses has the cloud's code. */
const told =
  (route: (given: Members, call: ControlCall) => unknown): Route =>
  async call => {
    if (!isMembers(call.given)) return { problem: 'Send a JSON object.' }
    try {
      return { json: await route(call.given, call) }
    } catch (error) {
      if (error instanceof GatewayFault) return { json: { code: error.code, message: error.message } }
      return { problem: `${(error as Error).message}.` }
    }
  }

/** A member that must be a text. @throws Error when it is not */
function textOf(given: Members, name: string): string {
  const value = given[name]
  if (typeof value === 'string' && value !== '') return value
  throw new Error(`${name} must be a text`)
}

function accessOf({ access }: Members): Access | undefined {
  if (access === undefined || accesses.includes(access as Access)) return access as Access | undefined
  throw new Error(`access must be one of ${accesses.join(', ')}`)
}

/** All documents as they are committed, in extended JSON. */
function showDocuments({ serving }: ControlCall): ControlAnswer {
  const { database } = serving.world
  const collections = database.collections.map(name => {
    const [text, access] = [name, database.accessOf(name)].map(one => JSON.stringify(one))
    return `{"name":${text},"access":${access},"documents":[${database.textsOf(name).join(',')}]}`
  })
  return { file: { contentType: 'application/json', text: `{"collections":[${collections.join(',')}]}` } }
}

function readCollection(given: unknown) {
  const { name, access, documents = [] } = isMembers(given) ? given : {}
  if (!Array.isArray(documents) || !documents.every(isMembers))
    throw new Error('documents must be a list of objects')
  return { name: textOf({ name }, 'name'), access: accessOf({ access }), documents }
}

/** Puts documents into collections, which are made where there are none; one of the same _id is replaced. */
async function putDocuments({ collections }: Members, call: ControlCall): Promise<object> {
  if (!Array.isArray(collections)) throw new Error('collections must be a list')
  const given = collections.map(readCollection)
  const { database, clock } = call.serving.world
  const now = clock.now()
  let count = 0
  for (const { name, access, documents } of given) {
    await changeCollection({ name, access }, call)
    for (const document of documents) {
      const { _id } = document
      const values = { collectionName: name, query: { _id }, data: document, merge: false, upsert: true }
      if (_id === undefined) await database.run({ action: 'insertDocument', values, now })
      else await database.run({ action: 'modifyDocument', values, now })
      count += 1
    }
  }
  return { documents: count }
}

function listCollections({ serving }: ControlCall): ControlAnswer {
  const { database } = serving.world
  const json = database.collections.map(name => ({
    name,
    documents: database.textsOf(name).length,
    access: database.accessOf(name),
  }))
  return { json }
}

async function changeCollection(given: Members, { serving }: ControlCall): Promise<object> {
  const { database, clock } = serving.world
  const name = textOf(given, 'name')
  const access = accessOf(given)
  if (!database.collections.includes(name)) {
    await database.run({ action: 'addCollection', values: { collectionName: name }, now: clock.now() })
  }
  if (access) database.setAccess(name, access)
  return { name, access: database.accessOf(name) }
}

function call({ openid, action, ...values }: Members, { serving }: ControlCall): Promise<object> {
  return runForUser(textOf({ action }, 'action'), textOf({ openid }, 'openid'), values, serving.world)
}

async function watch(given: Members, { serving }: ControlCall): Promise<object> {
  const { watches } = serving.world
  if (given.watch === undefined) {
    textOf(given, 'openid')
    textOf(given, 'collectionName')
    const { limit } = given
    if (limit !== undefined && (!Number.isInteger(limit) || (limit as number) < 1))
      throw new Error('limit must be a whole number from 1')
    return { watch: await watches.open(given as unknown as Watched) }
  }
  const id = textOf(given, 'watch')
  if (given.close !== true) return { snapshots: await watches.next(id, longestWaitMs) }
  watches.close(id)
  return { ok: true }
}

/** What drives the cloud's database, and what asks it for the mini program. */
export const databaseRoutes: {
  readonly [path: string]: { readonly GET?: Route; readonly POST: Route }
} = {
  '/__emu/database': {
    POST: told(({ busy }, { serving }) => {
      serving.world.database.beBusy(busy)
      return { ok: true }
    }),
  },
  '/__emu/database/collections': { GET: listCollections, POST: told(changeCollection) },
  '/__emu/database/documents': { GET: showDocuments, POST: told(putDocuments) },
  '/__emu/database/call': { POST: told(call) },
  '/__emu/database/watch': { POST: told(watch) },
}

/** What asks the cloud's storage for the mini program, and where its files are served. */
export const storageRoutes = {
  '/__emu/storage': {
    GET: async ({ serving }: ControlCall) => ({ json: { origin: await serving.gateway.fileOrigin() } }),
  },
  '/__emu/storage/call': {
    POST: told(({ openid, action, ...values }, { serving }) => {
      const fields = { action: textOf({ action }, 'action'), values }
      return serving.gateway.askStorage(fields, textOf({ openid }, 'openid'), serving.world)
    }),
  },
}

/**
 * Does with an order what its user would: `{ prepayId }` pays it and calls the function that the order names, and
 * `{ prepayId, again: true }` calls that function once more.
 */
async function pay({ given, serving }: ControlCall): Promise<ControlAnswer> {
  const { prepayId, again, ...unknown } = isMembers(given) ? given : {}
  const isValid = typeof prepayId === 'string' && (again === undefined || again === true)
  if (!isValid || Object.keys(unknown).length > 0) {
    return {
      problem: 'Send { "prepayId": … } to pay an order, with "again": true to call its function again.',
    }
  }
  const { world } = serving
  const { payments } = world
  const found = payments.list().find(one => one.prepayId === prepayId)
  try {
    if (again && found?.paidAt === undefined) return { problem: 'The order was not paid.' }
    const payment = again ? found! : payments.pay(prepayId)
    await notifyPaid(payment, serving, world)
    return { json: payment }
  } catch (error) {
    return { problem: `${(error as Error).message}.` }
  }
}

/** What shows and pays the orders of `cloudPay`. */
export const paymentRoutes = {
  '/__emu/payments': {
    GET: ({ serving }: ControlCall) => ({ json: serving.world.payments.list() }),
    POST: pay,
  },
}

/** What a page of a user gets of WeChat: a code that works once, or data that only a server can read. */
function give(given: Members, { serving }: ControlCall): object {
  const [openid, wants] = [textOf(given, 'openid'), textOf(given, 'wants')]
  const { accounts, accountOf, clock, users } = serving.world
  if (wants === 'login') return { code: users.give('login', openid) }
  if (wants === 'phoneCode') return { code: users.give('phone', openid) }
  if (!openDataKinds.includes(wants as OpenDataKind))
    throw new Error(`wants must be one of login, phoneCode, ${openDataKinds.join(', ')}`)
  const signedInTo = users.appidOf(openid)
  const named = typeof given.appid === 'string' && realAppid.test(given.appid) ? given.appid : undefined
  const appid = signedInTo ?? named ?? accounts[0]!.appid
  const account = accountOf(appid) ?? accounts[0]!
  return sealData(wants as OpenDataKind, account, { openid, appid, now: clock.now() })
}

/** What stands for WeChat's app on the phone of a user. */
export const userRoutes = { '/__emu/users': { POST: told(give) } }
