import { randomBytes } from 'node:crypto'
import { hourMs } from '../../../shared/errors/time'
import { Upload } from '../platform/members'
import { makePicture } from '../platform/picture'
import { Refusal } from '../platform/refusal'
import type { World } from '../state/world'
import { type Call, type Handlers, handle } from './handler'

interface Kept {
  readonly appid: string
  readonly type: string
  readonly file: Upload
  /** Title and introduction of a video, `{ "title": …, "introduction": … }`, as they were sent. */
  readonly description: string
  /** Emulator time; permanent material has none. */
  readonly expiresAt?: number
}

interface Sent {
  type: string
  media: Upload
  description?: string
}

const temporaryLifetime = 72 * hourMs
// What is uploaded is kept for the download; the oldest go first, so that memory stays bounded.
const mostBytes = 64 * 1024 * 1024

/** Media with real bytes: what was uploaded can be downloaded; of a video, WeChat returns an address instead. */
export function media({ clock }: World): Handlers {
  const files = new Map<string, Kept>()
  let bytes = 0

  const drop = (id: string) => {
    bytes -= files.get(id)?.file.bytes.length ?? 0
    return files.delete(id)
  }
  const keep = ({ type, media, description = '{}' }: Sent, call: Call, expiresAt?: number) => {
    const id = `EMUMEDIA${randomBytes(24).toString('base64url')}`
    files.set(id, { appid: call.appid, type, file: media, description, expiresAt })
    bytes += media.bytes.length
    for (const oldest of files.keys()) {
      if (bytes <= mostBytes) break
      drop(oldest)
    }
    call.did('media kept', { type, media_id: id, media })
    return id
  }
  const find = (id: string, { appid }: Call, isTemporary: boolean): Kept => {
    // The ids of samples are there from the start.
    if (/^demo-/.test(id)) {
      const file = new Upload('image/png', `${id}.png`, makePicture())
      return { appid, type: 'image', file, description: '{}' }
    }
    const kept = files.get(id)
    const isOver = kept?.expiresAt !== undefined && clock.now() >= kept.expiresAt
    const isRight = kept?.appid === appid && (kept.expiresAt !== undefined) === isTemporary
    if (!isRight || isOver) throw new Refusal(40007, undefined, 'invalid media_id')
    return kept
  }
  return {
    'officialAccount.media.upload': handle<Sent>((params, call) => ({
      type: params.type,
      media_id: keep(params, call, clock.now() + temporaryLifetime),
      created_at: clock.seconds(),
    })),
    'officialAccount.media.get': handle<{ media_id: string }>(({ media_id }, call) => {
      const { type, file } = find(media_id, call, true)
      return type === 'video' ? { video_url: addressOf(media_id) } : download(file)
    }),
    'officialAccount.material.add': handle<Sent>((params, call) => {
      const media_id = keep(params, call)
      return params.type === 'image' ? { media_id, url: addressOf(media_id) } : { media_id }
    }),
    'officialAccount.material.get': handle<{ media_id: string }>(({ media_id }, call) => {
      const { type, file, description } = find(media_id, call, false)
      if (type !== 'video') return download(file)
      const { title = '', introduction = '' } = JSON.parse(description)
      return { title, description: introduction, down_url: addressOf(media_id) }
    }),
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

/** The address of a file; nothing answers there. */
const addressOf = (mediaId: string): string => `https://example.com/demo/${mediaId}`

const download = (file: Upload): Upload => new Upload(typeOf(file), file.fileName, file.bytes)

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
