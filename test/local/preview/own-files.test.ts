import { appendFileSync, cpSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readOwnFiles } from '../../../local/preview/compile/own-files'
import { removeFolders, writeFolder } from './project-folder'

afterEach(removeFolders)

/** A copy of what is built, and of all that it comes from. */
function copyCheckout(): string {
  const root = writeFolder({})
  for (const source of ['local/preview', 'local/project', 'shared'])
    cpSync(source, join(root, source), { recursive: true })
  return root
}

test('in a checkout, a source that is newer than what was built is built first, and nothing else is', async () => {
  const root = copyCheckout()
  const built = () => statSync(join(root, 'dist/preview/page.css')).mtimeMs
  expect((await readOwnFiles(root)).style).not.toContain('.saved')
  const before = built()
  await readOwnFiles(root)
  expect(built()).toBe(before)
  appendFileSync(join(root, 'local/preview/page/page.css'), '.saved { top: 1px }')
  expect((await readOwnFiles(root)).style).toContain('.saved{top:1px}')
})

test('a package without the sources shows what was built with it', async () => {
  const root = copyCheckout()
  const built = await readOwnFiles(root)
  for (const source of ['local', 'shared']) rmSync(join(root, source), { recursive: true })
  expect(await readOwnFiles(root)).toEqual(built)
})
