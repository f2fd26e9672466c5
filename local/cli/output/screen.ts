/** Where a command writes, and how wide it may. */
export interface Screen {
  /** Writes a line to standard output. */
  print(line?: string): void
  /** Writes a line to standard error: words about the answer, never the answer. */
  note(line?: string): void
  /** Columns of standard output; unlimited without a terminal, so that a pipe gets whole lines. */
  readonly columns: number
  readonly colours: Colours
  /** Colours of standard error. */
  readonly noteColours: Colours
}

/** The screen of this process. `COLUMNS` gives a width where there is no terminal. */
export function openScreen(
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
  environment: NodeJS.ProcessEnv = process.env,
): Screen {
  const given = Number(environment.COLUMNS)
  return {
    print: (line = '') => void stdout.write(`${line}\n`),
    note: (line = '') => void stderr.write(`${line}\n`),
    columns: stdout.columns || (given >= 20 ? given : Number.POSITIVE_INFINITY),
    colours: coloursFor(stdout.isTTY === true, environment),
    noteColours: coloursFor(stderr.isTTY === true, environment),
  }
}

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
function coloursFor(isTerminal: boolean, environment: NodeJS.ProcessEnv): Colours {
  if (environment.NO_COLOR) return plain
  const forced = environment.FORCE_COLOR
  const isWanted = forced === undefined ? isTerminal && environment.TERM !== 'dumb' : forced !== '0'
  return isWanted ? onTerminal : plain
}

/** Text without what moves the cursor of a terminal or begins a line: names of files and methods come from anywhere. */
export const plainText = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, ' ')

// They move the cursor of a terminal or turn its text around; JSON.stringify leaves them as they are.
const controls = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** JSON text in which nothing can drive a terminal. */
export const safeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    controls,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** JSON for a person's eye: indented, names and texts told apart by colour. */
export function colourJson(value: unknown, colours: Colours): string {
  return safeJson(value, 2).replace(
    /("(?:[^"\\]|\\.)*")(:)?/g,
    (_, text: string, colon: string | undefined) => (colon ? `${colours.name(text)}:` : colours.good(text)),
  )
}

/** Prints a value: for a person, or as one line for a script. */
export const printJson = (value: unknown, isOneLine: boolean | undefined, { print, colours }: Screen): void =>
  print(isOneLine ? safeJson(value) : colourJson(value, colours))
