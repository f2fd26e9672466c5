/**
 * How many milliseconds of the processor some work costs: unlike those of a clock they are the same on a machine that
 * is busy with something else.
 */
export async function processorMs(work: () => unknown): Promise<number> {
  const began = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}
