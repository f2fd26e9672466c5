/** A place in a file of the project. */
export interface Place {
  /** From the folder of the project, with `/`. */
  readonly file: string
  /** From 1 on. */
  readonly line: number
  /** From 1 on, in UTF-16 units. */
  readonly column: number
}

/**
 * How bad it is: a `fault` fails or will fail online, a `warning` works and should be looked at, a `note` says what
 * cannot be known from here.
 */
export type Severity = 'fault' | 'warning' | 'note'

/** Something that is found, with why it matters and how to fix it. */
export interface Finding {
  readonly severity: Severity
  /** What sort of thing it is, for tools. */
  readonly kind: string
  readonly place: Place
  /** The cloud function that it is about. */
  readonly function?: string
  /** The permission name that it is about. */
  readonly permission?: string
  /** What is wrong, in one sentence without a full stop. */
  readonly what: string
  /** What comes of it. */
  readonly why?: string
  /** What to do. */
  readonly fix?: string
}

/** `file:line:column`, as editors and CI read it. */
export const showPlace = ({ file, line, column }: Place): string => `${file}:${line}:${column}`

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Puts findings into the order in which files are read. */
export const byPlace = (a: Finding, b: Finding): number =>
  byText(a.place.file, b.place.file) ||
  a.place.line - b.place.line ||
  a.place.column - b.place.column ||
  byText(a.what, b.what)

/** Line and column, both from 1 on, of a place in a text; `\r\n`, `\n` and `\r` each end a line. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split(/\r\n|\n|\r/)
  return { line: lines.length, column: lines[lines.length - 1]!.length + 1 }
}
