import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from '@babel/parser'

const root = resolve(__dirname, '../../../miniprogram')
const { subPackages } = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8')) as {
  subPackages: { root: string; pages: string[] }[]
}
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

test('the console is a subpackage, with four files for every page', () => {
  expect(subPackages.map(({ root: folder }) => folder)).toEqual(['console'])
  const files = new Set(filesIn(join(root, 'console')))
  const missing = subPackages[0]!.pages.flatMap(page =>
    ['ts', 'json', 'wxml', 'wxss']
      .map(ending => join(root, 'console', `${page}.${ending}`))
      .filter(file => !files.has(file)),
  )
  expect(missing).toEqual([])
})

test('the subpackage weighs less than a third of the 1 MB that it may', () => {
  const bytes = filesIn(join(root, 'console')).reduce((sum, file) => sum + statSync(file).size, 0)
  expect(bytes).toBeLessThan(333_000)
})

test('nothing of the main package imports from the subpackage, which is not there until it is opened', () => {
  const outside = filesIn(root).filter(
    file => file.endsWith('.ts') && !file.startsWith(join(root, 'console/')),
  )
  expect(outside.length).toBeGreaterThan(30)
  const sources = outside.flatMap(file =>
    parse(readFileSync(file, 'utf8'), { sourceType: 'module', plugins: ['typescript'] }).program.body.flatMap(
      node => ('source' in node && node.source ? resolve(file, '..', node.source.value) : []),
    ),
  )
  expect(sources.filter(source => source.startsWith(join(root, 'console')))).toEqual([])
})
