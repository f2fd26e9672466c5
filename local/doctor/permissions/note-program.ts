import type { Finding, Place } from '../../project/finding'
import type { Library } from '../project/library'
import type { Program } from '../project/program'

/** What could not be followed in a program, and the files in it that are none. */
export function noteProgram(program: Program, library: Library, of?: string): Finding[] {
  const facts = of === undefined ? {} : { function: of }
  const notes: Finding[] = program.broken.map(({ place, problem }) => ({
    ...facts,
    severity: 'fault',
    kind: 'unreadable',
    place,
    what: `this file is no program: ${problem}`,
    why: 'what it calls is not known, and it will not run',
    fix: 'mend it; the other files were read',
  }))
  const note = (kind: string, place: Place, what: string, fix?: string) =>
    notes.push({ ...facts, severity: 'note', kind, place, what, ...(fix !== undefined && { fix }) })
  for (const { from, specifier, why } of program.lostImports) {
    note('notFollowed', library.placeOfText(from, specifier), `this import is not followed: ${why}`)
  }
  for (const place of program.lost) {
    note(
      'notFollowed',
      place,
      'the path of this import is made while the program runs, so it is not followed',
    )
  }
  for (const { below, place } of program.dynamics) {
    const what = below === '' ? 'a method' : `a method of ${below}`
    note(
      'dynamic',
      place,
      `the name of ${what} is made while the program runs, so which permission it needs is not known`,
      'list by hand what it may be',
    )
  }
  for (const { below, to, place } of program.handedOn) {
    const what = below === '' ? 'openapi' : `openapi.${below}`
    note(
      'handedOn',
      place,
      `${what} is handed to ${to}, which is not part of the project; what it calls is not known`,
      'list by hand what it may be',
    )
  }
  for (const { name, place } of program.unsure) {
    note(
      'unsure',
      place,
      `this looks like a call of ${name}, but where its openapi comes from is not known`,
      'list it if it is a cloud call',
    )
  }
  for (const { from, specifier } of program.passedOver) {
    note(
      'notFollowed',
      library.placeOfText(from, specifier),
      `${specifier} is passed over: it is over 1 MB, or a library of somebody else`,
    )
  }
  return notes
}
