import { ConfigError } from '../../../../shared/errors/config-error'
import type { Access } from './access'
import type { Document } from './document'
import { readExtended, writeExtended } from './extended-json'
import { mostDocuments } from './store'
import type { Change } from './thread'

/** A collection as it is at the start. */
export interface CollectionSeed {
  readonly name: string
  /** `PRIVATE` by default: the creator alone reads and writes from the mini program. */
  readonly access?: Access
  /** Dates are Date, or `{ $date }` of extended JSON. */
  readonly documents?: readonly Readonly<Record<string, unknown>>[]
}

/** A collection as it was kept: its documents in extended JSON, each by what tells it apart. */
export interface KeptCollection {
  readonly name: string
  /** Undefined where nobody set it. */
  readonly access?: Access
  readonly texts: Iterable<readonly [id: string, text: string]>
}

/** What of a database can be read at any time. */
export interface Readable {
  readonly collections: readonly string[]
  textsOf(collection: string): readonly string[]
}

/** Keeps what is committed beyond the process. */
export interface Keeper {
  /** What it kept; the database goes on from there. */
  take(): readonly KeptCollection[]
  /** Hears of this database from now on. */
  follow(database: Readable): void
  /** A collection was made, or an access was set. */
  noteCollection(name: string, access?: Access): void
  /** What was committed together. */
  noteChanges(changes: readonly Change[]): void
}

/** What stands behind a database. */
export interface Backing {
  readonly keeper?: Keeper
  /** A collection that is not there, but that the code names by now. */
  findCollection?(name: string): CollectionSeed | undefined
}

/** The documents of a seed in extended JSON; one without an id gets one from its place. */
export const textsOfSeed = ({ documents = [] }: CollectionSeed): [id: string, text: string][] =>
  documents.map((document, at) => {
    const written = writeExtended(readExtended(document, 0), false) as Document
    const _id = written._id ?? `seed-${at + 1}`
    return [JSON.stringify(_id), JSON.stringify({ _id, ...written })]
  })

/**
 * The documents that seeds add to what was kept, in the order of the seeds: a collection that has documents stays as it is.
 * @throws ConfigError when there would be more than the database can have
 */
export function textsToAdd(
  seeds: readonly CollectionSeed[],
  kept: ReadonlyMap<string, ReadonlyMap<string, string>>,
): (readonly [id: string, text: string])[][] {
  const texts = seeds.map(seed => (kept.get(seed.name)?.size ? [] : textsOfSeed(seed)))
  const before = [...kept.values()].reduce((sum, { size }) => sum + size, 0)
  const count = texts.reduce((sum, { length }) => sum + length, before)
  if (count > mostDocuments) {
    const what = `the database can have ${mostDocuments} documents; at the start it has ${count}`
    throw new ConfigError({ what })
  }
  return texts
}
