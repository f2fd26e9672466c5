import { execFileSync } from 'node:child_process'

test('the recorded public API is that of the published types', () => {
  expect(execFileSync(process.execPath, ['tools/record-api.mjs', '--check'], { encoding: 'utf8' })).toBe('')
})

test('the notes of a release are what the changelog says of its version', () => {
  const notes = execFileSync(process.execPath, ['tools/release-notes.mjs'], { encoding: 'utf8' })
  expect(notes).toMatch(/^- `openapi\.<namespace>\.<method>\(\)`/)
})
