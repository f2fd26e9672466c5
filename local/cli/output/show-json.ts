import type { Colours, Screen } from './screen'

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
