import type { Binary, Field, Shape } from '../../../shared/schema/fields'
import { sample } from '../../../shared/schema/sample'
import type { World } from '../state/world'
import { type Answer, binaryAnswer, jsonAnswer } from './answer'
import type { Members } from './members'
import { makePicture } from './picture'
import type { Route } from './routes'

/** Who calls, as far as the record of effects wants to know. */
export interface Caller {
  appid: string
  /** From the header `x-caller`. */
  caller?: string
}

/**
 * Does what a good call asks for and answers it: by the state of its namespace, else with a sample of the row.
 * @throws Refusal when the state is against it
 */
export function perform(
  { method, row }: Route,
  params: Members,
  { appid, caller }: Caller,
  world: World,
): Answer {
  const did = (what: string, facts: Members) => world.did({ method, appid, what, facts, caller })
  const handler = world.handlers[method]
  if (handler) {
    const members = handler(params, { method, appid, did })
    // The token endpoints and their like answer without errcode when all is well.
    return jsonAnswer(row.auth === 'appSecret' ? members : { errcode: 0, errmsg: 'ok', ...members })
  }
  if (row.effect !== 'read') did('accepted', params)
  if (isBinary(row.result)) return binaryAnswer('image/png', picture())
  const members = sample(row.result, { names: 'wire', bigIntegers: 'bigint' })
  return jsonAnswer(row.auth === 'appSecret' ? members : { errcode: 0, errmsg: 'ok', ...members })
}

// A shape may have a member that is called `kind`: then it is a field, not a word.
const isBinary = (result: Shape | Field<Binary>): result is Field<Binary> => typeof result.kind === 'string'

let made: Buffer | undefined
const picture = (): Buffer => {
  made ??= makePicture()
  return made
}
