/** Marks parts of a text for a person's eye. */
export interface Colours {
  strong(text: string): string
  faint(text: string): string
  good(text: string): string
  bad(text: string): string
  name(text: string): string
}

const code =
  (start: number, end: number) =>
  (text: string): string =>
    `\u001b[${start}m${text}\u001b[${end}m`

const onTerminal: Colours = {
  strong: code(1, 22),
  faint: code(2, 22),
  good: code(32, 39),
  bad: code(31, 39),
  name: code(36, 39),
}

const same = (text: string) => text
const plain: Colours = { strong: same, faint: same, good: same, bad: same, name: same }

/** Colours on a terminal only; the variables `NO_COLOR` and `FORCE_COLOR` decide where they are set. */
export function coloursFor(isTerminal: boolean, environment: NodeJS.ProcessEnv): Colours {
  if (environment.NO_COLOR) return plain
  const forced = environment.FORCE_COLOR
  const isWanted = forced === undefined ? isTerminal && environment.TERM !== 'dumb' : forced !== '0'
  return isWanted ? onTerminal : plain
}
