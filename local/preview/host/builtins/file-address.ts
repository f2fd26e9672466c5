import { texts } from '../../texts'
import { mayLoad } from '../foreign-files'
import { host } from '../host'
import { temporaryUrl } from '../wx/cloud/storage'
import { addressOf } from '../wx/files'

/**
 * Where the browser finds a file: at a URL, among the files of this page (`wxfile://`), in the cloud's storage
 * (`cloud://`), or in the mini program, relative to the page or component `owner`.
 * @throws Error when there is no such file of this page, and rejects when there is none in the storage
 */
export function fileAddress(source: string, owner?: string): string | Promise<string> {
  if (/^(https?|data|blob):/.test(source)) return source
  if (source.startsWith('wxfile://')) return addressOf(source)
  const { surroundings, assetUrl } = host()
  if (!source.startsWith('cloud://')) return assetUrl(source, owner)
  if (!surroundings.cloud) throw new Error(texts.notices.noCloud)
  return temporaryUrl(surroundings.cloud, source)
}

/** What each attribute of an element is to show; the addresses of some files take a while. */
const wanted = new WeakMap<Element, Map<string, string>>()

/** Shows a file in an attribute, unless meanwhile another one is wanted there; `fail` when there is no such file. */
export async function showFile(
  element: Element,
  attribute: 'src' | 'poster',
  source: string,
  owner?: string,
  fail = () => {},
): Promise<void> {
  const shown = wanted.get(element) ?? new Map<string, string>()
  wanted.set(element, shown)
  if (shown.get(attribute) === source) return
  shown.set(attribute, source)
  if (!source) return element.removeAttribute(attribute)
  try {
    const address = await fileAddress(source, owner)
    const isRefused = element instanceof HTMLImageElement && !mayLoad(address, 'picture')
    if (isRefused && shown.get(attribute) === source) {
      element.removeAttribute(attribute)
      return fail()
    }
    if (shown.get(attribute) === source) element.setAttribute(attribute, address)
  } catch {
    if (shown.get(attribute) === source) fail()
  }
}
