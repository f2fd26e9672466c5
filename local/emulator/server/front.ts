/** A listener of the emulator: which port it has, and whether it speaks TLS. */
export interface Front {
  readonly scheme: 'http' | 'https'
  port(): number
}
