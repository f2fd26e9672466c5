import { takeTurns } from '../../../local/functions/function-runner'

/** Events by their names; each goes on until the test ends it. */
function events() {
  const turns = takeTurns()
  const running: string[] = []
  const ends = new Map<string, () => void>()
  const answers = new Map<string, Promise<void>>()
  return {
    running,
    arrive(name: string, depth: number) {
      const work = () =>
        new Promise<void>(resolve => {
          running.push(name)
          ends.set(name, resolve)
        })
      answers.set(name, turns.run(depth, work))
      return this.settle()
    },
    async end(name: string) {
      running.splice(running.indexOf(name), 1)
      ends.get(name)!()
      await answers.get(name)
      await this.settle()
    },
    /** All that can begin now has begun. */
    settle: () => new Promise<void>(resolve => setImmediate(resolve)),
  }
}

test('events that nobody calls for another wait for each other, in the order of their arrival', async () => {
  const { running, ...some } = events()
  await some.arrive('first', 1)
  await some.arrive('second', 1)
  await some.arrive('third', 1)
  expect(running).toEqual(['first'])
  await some.end('first')
  expect(running).toEqual(['second'])
  await some.end('second')
  expect(running).toEqual(['third'])
})

test('what a function calls does not wait for what may be waiting for it', async () => {
  const { running, ...some } = events()
  await some.arrive('outer', 1)
  await some.arrive('inner', 2)
  await some.arrive('innermost', 3)
  expect(running).toEqual(['outer', 'inner', 'innermost'])
})

test('two of the same depth wait for each other, however many functions call', async () => {
  const { running, ...some } = events()
  await some.arrive('outer', 1)
  await some.arrive('one', 2)
  await some.arrive('other', 2)
  expect(running).toEqual(['outer', 'one'])
  await some.end('one')
  expect(running).toEqual(['outer', 'other'])
})

test('an independent event waits for all that runs, though what it found has ended', async () => {
  const { running, ...some } = events()
  await some.arrive('outer', 1)
  await some.arrive('inner', 2)
  await some.arrive('independent', 1)
  await some.end('outer')
  expect(running).toEqual(['inner'])
  await some.end('inner')
  expect(running).toEqual(['independent'])
})

test('work that fails gives its turn on', async () => {
  const turns = takeTurns()
  const failing = turns.run(1, () => Promise.reject(new Error('no luck')))
  const next = turns.run(1, async () => 'ran')
  await expect(failing).rejects.toThrow('no luck')
  expect(await next).toBe('ran')
})
