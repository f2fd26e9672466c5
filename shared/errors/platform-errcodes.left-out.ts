import type { Errcode, Texts } from './platform-errcodes'

/** The bundle of a single function has no texts for codes that are only passed on. */
export const platformErrcodes: Texts = {}

/** The code stays what it is; its text is one command away. */
export const unknownErrcode = (code: number): Partial<Errcode> => ({ fix: `wx-openapi explain ${code}` })
