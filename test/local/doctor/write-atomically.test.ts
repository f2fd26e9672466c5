import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from '../../../local/doctor/permissions/fix-permissions'
import { useCommand } from '../cli/command'
import { useFolders } from './project'

const folders = useFolders()
const writer = useCommand('test/local/doctor/fixtures/writer.ts')

test('a writer that is killed at any moment leaves one whole text or the other', async () => {
  const folder = folders.make({ 'config.json': `${'a'.repeat(300_000)}\n` })
  const path = join(folder, 'config.json')
  const seen = new Set<string>()
  for (let turn = 0; turn < 25; turn += 1) {
    const running = writer.start([path, 'b', 'a'])
    await running.until('writing')
    await new Promise(resolve => setTimeout(resolve, (turn * 7) % 23))
    running.child.kill('SIGKILL')
    expect((await running.ended).signal).toBe('SIGKILL')
    const text = readFileSync(path, 'utf8')
    expect([text.length, text.replace(/a+|b+/, '')]).toEqual([300_001, '\n'])
    seen.add(text[0]!)
  }
  expect([...seen].sort()).toEqual(['a', 'b'])
})

test('what a killed writer left behind is removed by the next one', () => {
  const folder = folders.make({ 'config.json': 'old', '.config.json.999999999.tmp': 'half' })
  const path = join(folder, 'config.json')
  expect(writeAtomically(path, Buffer.from('new'), Buffer.from('old'))).toBe(true)
  expect(readdirSync(folder)).toEqual(['config.json'])
  expect(readFileSync(path, 'utf8')).toBe('new')
})

test('a file that somebody else changed meanwhile is not written', () => {
  const folder = folders.make({ 'config.json': 'theirs' })
  const path = join(folder, 'config.json')
  expect(writeAtomically(path, Buffer.from('new'), Buffer.from('old'))).toBe(false)
  expect(readFileSync(path, 'utf8')).toBe('theirs')
  expect(readdirSync(folder)).toEqual(['config.json'])
})

test('a file that appeared meanwhile is not written over', () => {
  const folder = folders.make({ 'config.json': 'theirs' })
  expect(writeAtomically(join(folder, 'config.json'), Buffer.from('new'), undefined)).toBe(false)
  expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe('theirs')
})

test('the mode of a file stays', () => {
  const folder = folders.make({})
  const path = join(folder, 'config.json')
  writeFileSync(path, 'old')
  chmodSync(path, 0o664)
  writeAtomically(path, Buffer.from('new'), Buffer.from('old'))
  expect(statSync(path).mode & 0o777).toBe(0o664)
})
