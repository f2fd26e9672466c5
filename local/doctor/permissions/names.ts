import { nearest } from '../../../shared/errors/nearest'

/** The name that a wrong one was most likely meant to be: one that differs by a slip of the hand only. */
export function meant(wrong: string, known: readonly string[]): string | undefined {
  const guess = nearest(wrong, known)
  return guess !== undefined && guess !== wrong && isSlip(wrong.toLowerCase(), guess.toLowerCase())
    ? guess
    : undefined
}

// Letters that were left out, doubled, changed or swapped stand together.
const longestSlip = 3

function isSlip(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length)
  let same = 0
  while (same < shorter && one[same] === other[same]) same += 1
  let sameEnd = 0
  while (sameEnd < shorter - same && one[one.length - 1 - sameEnd] === other[other.length - 1 - sameEnd])
    sameEnd += 1
  return Math.max(one.length, other.length) - same - sameEnd <= longestSlip
}
