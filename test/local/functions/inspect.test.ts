import { once } from 'node:events'
import { createServer } from 'node:net'
import { Project } from './project'

let project: Project
beforeEach(() => {
  project = new Project()
})
afterEach(() => project.remove())

const late = 'exports.main = () => new Promise(resolve => setTimeout(resolve, 3500, "late"))'

/** A port that was free a moment ago, and so are those after it, most likely. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Where the function is told to be debugged. */
const portsIn = (lines: string[]): number[] =>
  lines.flatMap(line => /a debugger can attach at 127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? []).map(Number)

test('each function says its own port, at which a debugger finds its files', async () => {
  project.write({ 'one/index.js': 'exports.main = () => 1', 'two/index.js': 'exports.main = () => 2' })
  const first = await freePort()
  const functions = project.start({ inspectPort: first })
  await functions.invoke({ name: 'one' })
  await functions.invoke({ name: 'two' })
  const ports = portsIn(project.lines)
  expect(ports[0]).toBeGreaterThanOrEqual(first)
  expect(ports[1]).toBeGreaterThan(ports[0]!)
  for (const port of ports) {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as object[]
    expect(targets[0]).toMatchObject({
      type: 'node',
      webSocketDebuggerUrl: expect.stringContaining(`:${port}/`),
    })
  }
  // In node's own words there would be two lines more for each process.
  expect(project.lines.filter(line => /Debugger listening/.test(line))).toEqual([])
})

test('a function that was saved keeps its port', async () => {
  project.write({ 'one/index.js': 'exports.main = () => 1' }).age(60, 'one/index.js')
  const functions = project.start({ inspectPort: await freePort() })
  expect(await functions.invoke({ name: 'one' })).toBe(1)
  project.write({ 'one/index.js': 'exports.main = () => 2' })
  expect(await functions.invoke({ name: 'one' })).toBe(2)
  const [port, ...more] = portsIn(project.lines)
  expect(more).toEqual([])
  expect((await fetch(`http://127.0.0.1:${port}/json/list`)).status).toBe(200)
})

test('neither the time-out nor the warning of three seconds comes while debuggers may attach', async () => {
  project.write({ 'slow/index.js': late })
  const warnings: string[] = []
  const functions = project.start({
    inspectPort: await freePort(),
    eventTimeoutMs: 100,
    onWarning: line => warnings.push(line),
  })
  expect(await functions.invoke({ name: 'slow' })).toBe('late')
  expect(warnings).toEqual([])
})

test('a port that is taken is said, and the next one used', async () => {
  project.write({ 'one/index.js': 'exports.main = () => 1' })
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  await project.start({ inspectPort: port }).invoke({ name: 'one' })
  taken.close()
  expect(portsIn(project.lines)[0]).toBeGreaterThan(port)
  expect(project.lines.join('\n')).toMatch(new RegExp(`because (\\d+, )*${port}(, \\d+)* is taken`))
})
