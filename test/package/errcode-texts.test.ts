import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aboutErrcode, errcodes } from '../../shared/errors/errcodes'
import { platformErrcodes } from '../../shared/errors/platform-errcodes'

const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-texts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a function leaves out the texts of codes that it only passes on, and names where they are', () => {
  execFileSync(process.execPath, ['tools/bundle-functions.mjs', folder, 'urlscheme'])
  const bundle = readFileSync(join(folder, 'urlscheme.js'), 'utf8')
  expect(bundle).toContain('wx-openapi explain ')
  expect(bundle).toContain('the access token has expired')
  expect(bundle).toContain('is not on the allow-list of the account')
  expect(bundle).not.toContain('the user refused this message')
})

test('outside of bundles every text is there, and an unknown code has none', () => {
  expect(errcodes[43101]).toMatchObject({ kind: 'rights', means: 'the user refused this message' })
  expect(errcodes[47001]!.kind).toBe('params')
  expect(aboutErrcode(123456)).toEqual({})
})

// What these kinds decide (waiting, sending again) must not depend on a text that bundles leave out.
test('no code that the library acts on is left out of bundles', () => {
  expect(Object.keys(platformErrcodes).sort()).toEqual(['cloud', 'params', 'quota', 'rights', 'setup'])
})
