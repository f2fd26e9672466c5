import { randomBytes } from 'node:crypto'
import { Upload } from '../platform/members'
import { makePicture } from '../platform/picture'
import { Refusal } from '../platform/refusal'
import { hour } from '../state/clock'
import type { World } from '../state/world'
import { type Call, type Handlers, handle } from './handler'

interface Kept {
  readonly appid: string
  readonly file: Upload
  /** Emulator time; permanent material has none. */
  readonly expiresAt?: number
}

interface Sent {
  type: string
  media: Upload
}

const temporaryLifetime = 72 * hour
// What is uploaded is kept for the download; the oldest go first, so that memory stays bounded.
const mostBytes = 64 * 1024 * 1024

/** Media with real bytes: what was uploaded comes back. */
export function media({ clock }: World): Handlers {
  const files = new Map<string, Kept>()
  let bytes = 0

  const drop = (id: string) => {
    bytes -= files.get(id)?.file.bytes.length ?? 0
    return files.delete(id)
  }
  const keep = ({ type, media }: Sent, call: Call, expiresAt?: number) => {
    const id = `EMUMEDIA${randomBytes(24).toString('base64url')}`
    files.set(id, { appid: call.appid, file: media, expiresAt })
    bytes += media.bytes.length
    for (const oldest of files.keys()) {
      if (bytes <= mostBytes) break
      drop(oldest)
    }
    call.did('media kept', { type, media_id: id, media })
    return id
  }
  const find = (id: string, { appid }: Call, isTemporary: boolean) => {
    // The ids of samples are there from the start.
    if (/^demo-/.test(id)) return new Upload('image/png', `${id}.png`, makePicture())
    const kept = files.get(id)
    const isOver = kept?.expiresAt !== undefined && clock.now() >= kept.expiresAt
    const isRight = kept?.appid === appid && (kept.expiresAt !== undefined) === isTemporary
    if (!isRight || isOver) throw new Refusal(40007, undefined, 'invalid media_id')
    return new Upload(typeOf(kept.file), kept.file.fileName, kept.file.bytes)
  }
  return {
    'officialAccount.media.upload': handle<Sent>((params, call) => ({
      type: params.type,
      media_id: keep(params, call, clock.now() + temporaryLifetime),
      created_at: clock.seconds(),
    })),
    'officialAccount.media.get': handle<{ media_id: string }>((params, call) =>
      find(params.media_id, call, true),
    ),
    'officialAccount.material.add': handle<Sent>((params, call) => {
      const media_id = keep(params, call)
      return params.type === 'image'
        ? { media_id, url: `https://example.com/demo/${media_id}` }
        : { media_id }
    }),
    'officialAccount.material.get': handle<{ media_id: string }>((params, call) =>
      find(params.media_id, call, false),
    ),
    'officialAccount.material.del': handle<{ media_id: string }>(({ media_id }, call) => {
      if (!/^demo-/.test(media_id)) {
        find(media_id, call, false)
        drop(media_id)
      }
      call.did('media deleted', { media_id })
      return {}
    }),
  }
}

const signs: readonly (readonly [type: string, bytes: string])[] = [
  ['image/png', '89504e47'],
  ['image/jpeg', 'ffd8ff'],
  ['image/gif', '474946'],
]

/** What a file is, by its first bytes, else as its sender said. */
function typeOf({ bytes, contentType }: Upload): string {
  const start = bytes.toString('hex', 0, 4)
  return signs.find(([, sign]) => start.startsWith(sign))?.[0] ?? contentType
}
