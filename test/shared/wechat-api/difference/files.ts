import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Files to upload; made for one test file and removed after it. */
export const folder = mkdtempSync(join(tmpdir(), 'wechat-api-'))

const make = (name: string, content: Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

export const picture = make('logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00, 0xff]))
export const sound = make('voice.mp3', Buffer.from('ID3 not really a sound'))
export const film = make('film.mp4', Buffer.from('not really a film'))

export const removeFiles = () => rmSync(folder, { recursive: true, force: true })
