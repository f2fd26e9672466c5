import type { Comparable } from './requests'

/** One call of both libraries with the same arguments. */
export interface Case {
  name: string
  args: unknown[] | (() => unknown[])
  /** Why ours differs, and what it sends instead; without it both are equal. */
  mend?: { because: string; sends: Partial<Comparable>[] }
}

export const same = (name: string, ...args: unknown[]): Case => ({ name, args })

/** A call whose request was a mistake of the old library. */
export const mended = (
  name: string,
  args: Case['args'],
  because: string,
  ...sends: Partial<Comparable>[]
): Case => ({ name, args, mend: { because, sends } })
