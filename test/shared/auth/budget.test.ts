import { budget } from '../../../shared/auth/budget'

let clock: number
const now = () => clock
beforeEach(() => {
  clock = 1000
})

test('gives so many, and no more', () => {
  const calls = budget(now, { times: 2, within: 100 })
  expect([calls.take(), calls.take(), calls.take()]).toEqual([true, true, false])
})

test('one that was taken comes back when its time is over, and not before', () => {
  const calls = budget(now, { times: 2, within: 100 })
  calls.take()
  clock += 60
  calls.take()
  clock += 39
  expect(calls.has()).toBe(false)
  clock += 1
  expect([calls.take(), calls.take()]).toEqual([true, false])
})

test('to look takes nothing', () => {
  const calls = budget(now, { times: 1, within: 100 })
  expect([calls.has(), calls.has(), calls.take(), calls.has()]).toEqual([true, true, true, false])
})

test('a pause between two is kept, to the millisecond, also where there are more left', () => {
  const calls = budget(now, { times: 3, within: 1000, apart: 30 })
  calls.take()
  clock += 29
  expect(calls.take()).toBe(false)
  clock += 1
  expect(calls.take()).toBe(true)
  clock += 29
  expect(calls.has()).toBe(false)
})
