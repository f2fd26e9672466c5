import { hour } from './clock'

// WeChat counts in the time of China, which knows no summer time.
const china = 8 * hour

/** The day of a moment in China, as a number that counts up. */
export const dayOf = (moment: number): number => Math.floor((moment + china) / (24 * hour))

/** The month of a moment in China, as a number that counts up. */
export function monthOf(moment: number): number {
  const date = new Date(moment + china)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
