import { ConfigError } from '../../../shared/index'
import { demoAccount, type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/index'

/** Where `wx-openapi start` listens unless told otherwise. */
export const usualPort = 8686

const mostTries = 100

/**
 * Starts the emulator on a port, or on the next one that is free.
 * @param tell takes the sentence that says so
 * @throws ConfigError when none of the next hundred is free
 */
export async function startEmulatorFrom(
  wanted: number,
  tell: (line: string) => void,
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const last = Math.min(wanted + mostTries - 1, 65_535)
  for (let port = wanted; port <= last; port += 1) {
    try {
      const emulator = await startEmulator({ accounts: [demoAccount], ...options, port })
      if (emulator.port !== wanted && wanted !== 0) {
        tell(`Port ${wanted} is taken, so the emulator listens on ${emulator.port}.`)
      }
      return emulator
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRINUSE') continue
      if (code !== 'EACCES') throw error
      throw new ConfigError({
        what: `port ${port} may not be used by this user`,
        fix: 'give a port above 1023 to --port',
      })
    }
  }
  throw new ConfigError({
    what: `the ports ${wanted} to ${last} are all taken`,
    fix: 'give another to --port',
  })
}
