import { type Colours, coloursFor } from './colours'

/** Where a command writes, and how wide it may. */
export interface Screen {
  /** Writes a line to standard output. */
  print(line?: string): void
  /** Writes a line to standard error: words about the answer, never the answer. */
  note(line?: string): void
  /** Columns of standard output; endless where nobody looks, so that a pipe gets whole lines. */
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
