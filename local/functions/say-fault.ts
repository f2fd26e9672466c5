import type { Thrown } from './protocol'

/** What a function that cannot be loaded is told. */
export function sayBroken(shown: string, folder: string, { name, message, stack, code }: Thrown): string {
  const first = message.split('\n')[0]
  if (code === 'MODULE_NOT_FOUND') {
    const wanted = /Cannot find module '([^']+)'/.exec(message)?.[1] ?? ''
    const advice = /^[.\\/]/.test(wanted) ? 'check the path' : `run npm install ${wanted} in ${folder}`
    return `${shown} cannot be loaded: Cannot find module '${wanted}'; ${advice}`
  }
  // Node writes file and line of a syntax error above its name.
  const place = name === 'SyntaxError' ? /^(.+:\d+)$/m.exec(stack)?.[1] : placeIn(stack)
  return `${shown} cannot be loaded: ${name}: ${first}${place ? ` (${place})` : ''}; mend it and call again`
}

/** What a function that threw is told. */
export function sayThrown(shown: string, { name, message, stack }: Thrown): string {
  const place = placeIn(stack)
  return `${name}: ${message} (${place ?? shown})`
}

/** What a function whose result cannot be sent is told. */
export const sayUnsendable = (shown: string, { message }: Thrown): string =>
  `${shown} returned what JSON cannot hold: ${message.split('\n')[0]}; return plain objects, arrays, text and numbers`

/** What is known of a process that ended before it answered. */
export interface End {
  readonly exitCode: number | null
  readonly signal: string | null
  /** What it said last. */
  readonly lastWords: string
}

/** What a function whose process ended before it answered is told. */
export function sayEnded(shown: string, { exitCode, signal, lastWords }: End): string {
  const said = /^(?:Uncaught )?(\w*Error\b.*)$/m.exec(lastWords)?.[1]
  if (said)
    return `${shown} crashed: ${said} (${placeIn(lastWords) ?? shown}); await every promise and catch its errors`
  if (signal) return `the process of ${shown} was ended by ${signal} before it answered`
  return `the process of ${shown} ended with code ${exitCode} before it answered; do not call process.exit`
}

/** The first place of a stack that is the user's own code. */
const placeIn = (stack: string): string | undefined =>
  stack
    .split('\n')
    .map(line => /^\s+at (?:.*\()?((?:file:\/\/)?[/A-Za-z][^()]*:\d+:\d+)\)?$/.exec(line)?.[1])
    .find(place => place !== undefined && !/^node:|\bnode_modules\b|^evalmachine|\[eval\]/.test(place))
