import { fileAddress } from '../builtins/file-address'
import { mayLoad } from '../foreign-files'
import { host } from '../host'
import { ApiFailure } from './call-style'
import { encoded } from './encodings'
import { addressOf, fileAt, hasFile, keepFile } from './files'
import { fileOf } from './network-access'

/**
 * The bytes of a file, wherever it is; its path may be relative to the page or component `owner`.
 * @throws ApiFailure when it is nowhere
 */
export async function bytesOf(source: string, owner?: string): Promise<Blob> {
  if (hasFile(source)) return fileAt(source)
  const data = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(source)
  if (data) return decode(data)
  const { cloud } = host().surroundings
  if (source.startsWith('cloud://') && cloud) return cloud.download(source, () => undefined).result
  const address = new URL(await fileAddress(source, owner), location.href)
  if (/^https?:$/.test(address.protocol) && address.origin !== location.origin) return fetchFrom(address.href)
  const response = await fetch(address).catch(() => undefined)
  if (!response?.ok) throw new ApiFailure(`file not found ${source}`)
  return response.blob()
}

/** A browser gives no page the bytes of another origin: they come as those of all requests do, from where pages may ask. */
async function fetchFrom(url: string): Promise<Blob> {
  const { network } = host().surroundings
  if (!network) throw new ApiFailure(`file not found ${url}`)
  const parts: BlobPart[] = []
  const hearer = { chunk: (bytes: Uint8Array) => void parts.push(bytes as BlobPart) }
  const head = await network.send({ url, method: 'GET', header: {} }, hearer).result
  if (head.statusCode !== 200) throw new ApiFailure(`file not found ${url}`)
  return fileOf(head, parts)
}

function decode([, type = '', base64, body = '']: RegExpExecArray): Blob {
  return new Blob([encoded(decodeURIComponent(body), base64 ? 'base64' : 'utf8')], { type })
}

/** Pictures from elsewhere that were brought here to be drawn, by where they are from. */
const brought = new Map<string, Promise<string>>()

/**
 * Where the browser finds a picture that is to be drawn on a canvas. One of another origin would spoil the canvas for
 * what makes a file of it, so it is brought here first, if it can be.
 * @throws ApiFailure when it cannot, and the browser may not load it either
 */
export function drawableAddress(source: string, owner?: string): string | Promise<string> {
  if (!/^(?:cloud:|(?:https?:)?\/\/)/.test(source)) return fileAddress(source, owner)
  const bring = () => bytesOf(source, owner).then(file => addressOf(keepFile(file)))
  const known = brought.get(source) ?? bring()
  brought.set(source, known)
  return known.catch(async (error: unknown) => {
    brought.delete(source)
    const address = await fileAddress(source, owner)
    if (!mayLoad(address, 'picture')) throw error
    return address
  })
}
