// Makes calls with one library, so many at a time, and prints CPU microseconds and wall milliseconds of all of them.
const subjects = require('./subjects.cjs')

async function main() {
  const [, , name, url, size, atOnce, calls] = process.argv
  const call = subjects[name](url, size)
  const make = async count => {
    let left = count
    const worker = async () => {
      while (left > 0) {
        left -= 1
        await call()
      }
    }
    await Promise.all(Array.from({ length: Number(atOnce) }, worker))
  }
  // Long enough for the compiler to be done.
  await make(Number(calls) / 2)
  const cpu = process.cpuUsage()
  const start = process.hrtime.bigint()
  await make(Number(calls))
  const { user, system } = process.cpuUsage(cpu)
  const wall = Number(process.hrtime.bigint() - start) / 1e6
  process.stdout.write(
    JSON.stringify({ cpuPerCall: (user + system) / calls, perSecond: calls / (wall / 1000) }),
  )
  process.exit()
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
