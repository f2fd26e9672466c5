const given = process.env.TEST_SCALE ?? ''

/** Whether the counts of the issue are wanted in full, as in `.ci/run`. */
export const isFull = given === 'full'

/** How much of the full counts is run: a number, or `full`. */
export const scale = isFull ? 1 : Number(given) || 0

/** A count: the full one when all is wanted, else what is quick. */
export const scaled = (quick: number, full: number): number =>
  isFull ? full : Math.max(quick, Math.min(full, Math.round(full * scale)))
