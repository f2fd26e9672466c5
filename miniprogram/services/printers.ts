import { readTags } from './checks'
import { openapi } from './openapi'
import { keep, readKept } from './storage'

/** A user who may print waybills. */
export interface Printer {
  openid: string
  /** Which orders the printer gets, if known. */
  tags: string[]
  /** Whether the printer may have unknown tags. */
  unknown: boolean
}

/** The printers, and the tags that could not be assigned. */
export interface Printers {
  list: Printer[]
  /** Tags that some printer has. */
  otherTags: string[]
}

// WeChat lists all printers and all tags, but not which tag belongs to whom: this phone remembers those it set.
const key = 'printer-tags'
const remembered = () => readKept<Record<string, string[]>>(key, {})
const remember = (openid: string, tags: string[]) => keep(key, { ...remembered(), [openid]: tags })

/** Who may print. @throws CallError */
export async function listPrinters(): Promise<Printers> {
  const { openid, tagidList } = await openapi.logistics.getPrinter()
  const openids = openid || []
  const tags = readTags((tagidList || []).join(','))
  if (openids.length === 1) return { list: [{ openid: openids[0]!, tags, unknown: false }], otherTags: [] }
  const known = remembered()
  const told = openids.reduce<string[]>((all, one) => all.concat(known[one] || []), [])
  const otherTags = tags.filter(tag => !told.includes(tag))
  const list = openids.map(one => ({
    openid: one,
    tags: (known[one] || []).filter(tag => tags.includes(tag)),
    // This phone did not set the tags of this one, and some tags could not be assigned.
    unknown: !known[one] && otherTags.length > 0,
  }))
  return { list, otherTags }
}

/**
 * Adds a printer, or changes a printer's tags.
 * @param replaces whether the printer has tags, which an empty list removes
 * @throws CallError
 */
export async function bindPrinter(openid: string, tags: string[], replaces: boolean): Promise<void> {
  const tagidList = tags.length || replaces ? { tagidList: tags.join(',') } : {}
  await openapi.logistics.updatePrinter({ openid, updateType: 'bind', ...tagidList })
  remember(openid, tags)
}

/** Removes a printer. @throws CallError */
export async function unbindPrinter(openid: string): Promise<void> {
  await openapi.logistics.updatePrinter({ openid, updateType: 'unbind' })
  remember(openid, [])
}
