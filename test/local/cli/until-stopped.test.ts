import { useCommand } from './command'

// A part that never ends by itself, and two that tell when they are ended.
const command = useCommand('test/local/cli/fixtures/stubborn.ts')

test('what came up last is ended first', async () => {
  const running = command.start(['tidy'])
  await running.until('up')
  running.child.kill('SIGTERM')
  const { code, stdout } = await running.ended
  expect(stdout).toBe('up\nsecond ended\nfirst ended\n')
  expect(code).toBe(0)
})

test('a Ctrl-C that npm passes on once more counts once', async () => {
  const running = command.start(['slow'])
  await running.until('up')
  running.child.kill('SIGINT')
  await running.until('Stopping')
  running.child.kill('SIGINT')
  const { code, stdout } = await running.ended
  expect(stdout).toContain('slow one ended')
  expect(code).toBe(0)
})

test('a second Ctrl-C ends at once what does not end by itself', async () => {
  const running = command.start(['stubborn'])
  await running.until('up')
  const again = setInterval(() => running.child.kill('SIGINT'), 50)
  const { code } = await running.ended
  clearInterval(again)
  expect(code).toBe(130)
})

test.each([
  ['does not end by itself', 'stubborn'],
  ['left something open', 'open'],
])('what %s is given up after a while', async (_, manner) => {
  const running = command.start([manner])
  await running.until('up')
  running.child.kill('SIGINT')
  expect((await running.ended).code).toBe(0)
})

test('a fault while it comes up ends what is up already', async () => {
  const { code, stdout } = await command.run(['faulty'])
  expect(stdout).toBe('first ended\n')
  expect(code).toBe(9)
})
