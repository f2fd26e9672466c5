import fc from 'fast-check'

const seed = Number(process.env.TEST_SEED) || Date.now() % 2 ** 31
fc.configureGlobal({ seed })

/** The name of a suite whose values are random: it tells how to see the same ones again. */
export const withSeed = `with the seed ${seed} (TEST_SEED repeats it)`
