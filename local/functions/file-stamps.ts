import { statSync } from 'node:fs'

/** How files looked when they were read. */
export type Stamps = ReadonlyMap<string, string>

/** How a file looks now: its time, its size and its place on the disk; `none` when it is not there. */
function stamp(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file)
    return `${mtimeMs} ${size} ${ino}`
  } catch {
    return 'none'
  }
}

/**
 * Notes how files look.
 * @param readAfterMs when reading them began, in milliseconds since 1970: what was saved since may have been missed,
 * so it counts as changed
 */
export function stampsOf(files: Iterable<string>, readAfterMs: number): Stamps {
  const stamps = new Map<string, string>()
  for (const file of files) stamps.set(file, changedAt(file) < readAfterMs ? stamp(file) : 'saved meanwhile')
  return stamps
}

/** Whether any of the files was saved, replaced or removed since. */
export const isStale = (stamps: Stamps): boolean =>
  Array.from(stamps).some(([file, before]) => stamp(file) !== before)

/** When a file was saved, in milliseconds since 1970; 0 when there is none. */
export function changedAt(file: string): number {
  try {
    return statSync(file).mtimeMs
  } catch {
    return 0
  }
}
