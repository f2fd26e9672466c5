import { coordinate } from '../auth/coordination'
import { watchForRivals } from '../auth/rival'
import type { TokenCare } from './account'

/** What takes care of tokens outside cloud functions, which carry only what they use. */
export const tokenCare: TokenCare = { coordinate, watch: watchForRivals }
