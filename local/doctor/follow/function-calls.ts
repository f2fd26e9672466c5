import type { Calling } from './calls'
import { readGiven } from './members'
import { nothing, textsIn } from './values'

/** Notes `callFunction({ name })`, unless it goes to another environment. */
export function noteFunctionCall({ args: [options = nothing], named, frame, machine }: Calling): void {
  const place = machine.place(named, frame)
  if (readGiven(options, 'config', machine).size > 0) return
  const { texts, hasMore } = textsIn(readGiven(options, 'name', machine))
  const { functionCalls } = machine.records
  const key = `${place.file}:${place.line}:${place.column}`
  for (const name of texts) functionCalls.set(`${key} ${name}`, { name, place })
  if (hasMore) functionCalls.set(key, { place })
}
