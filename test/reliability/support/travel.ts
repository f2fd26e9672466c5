let wallMs = 0
let steadyMs = 0
let spies: jest.SpyInstance[] = []

/**
 * Moves the clocks of this process on: the one on the wall, the steady one, or both. Nothing waits; a call that is
 * under way sees its deadline pass.
 */
export function travel({ wall = 0, steady = 0 }: { wall?: number; steady?: number }): void {
  wallMs += wall
  steadyMs += steady
  if (spies.length > 0) return
  const { now } = Date
  const { hrtime } = process
  const shifted = () => {
    const [seconds, nanoseconds] = hrtime()
    const total = seconds * 1000 + nanoseconds / 1e6 + steadyMs
    return [Math.floor(total / 1000), (total % 1000) * 1e6]
  }
  spies = [
    jest.spyOn(Date, 'now').mockImplementation(() => now() + wallMs),
    jest.spyOn(process, 'hrtime').mockImplementation(shifted as unknown as typeof process.hrtime),
  ]
}

/** Both clocks, as time goes by. */
export const elapse = (milliseconds: number): void => travel({ wall: milliseconds, steady: milliseconds })

/** Gives the clocks back. */
export function comeBack(): void {
  for (const spy of spies) spy.mockRestore()
  spies = []
  wallMs = 0
  steadyMs = 0
}
