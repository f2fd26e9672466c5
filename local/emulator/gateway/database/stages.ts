import { evalExpr } from 'mingo/core'
import { Lazy } from 'mingo/lazy'
import * as theirs from 'mingo/operators/pipeline'
import type { Options } from 'mingo/types'
import { GatewayFault } from '../fields'
import { type Document, isObject, setOwn } from './document'
import { evaluateWith } from './expression'
import { textOf } from './extended-json'
import { shapeOf } from './geo'
import { nearOf } from './geo-query'
import { readQuery } from './matches'
import { compareValues, readOrder, sorted } from './order'
import { setMemberAt, valuesAt } from './path'

/** Runs an inner pipeline over another collection, or over those of its documents that fit. */
export type Lookup = (
  pipeline: readonly Document[],
  from: string,
  variables: Document,
  among?: readonly Document[],
) => Document[]

type Documents = ReturnType<typeof Lazy>

/** A stage over all documents at once. */
type Whole = (documents: Document[], operand: never, options: Options) => unknown[]

type Stage = (documents: Documents, operand: never, options: Options) => Documents

const whole =
  (stage: Whole): Stage =>
  (documents, operand, options) =>
    documents.transform(all => Lazy(stage(all as Document[], operand, options)))

const match: Stage = (documents, operand, options) => {
  const { fits } = readQuery(operand, (document, expression) => evaluateWith(document, expression, options))
  return documents.filter(fits as never)
}

function group(documents: Document[], { _id, ...output }: Document, options: Options): Document[] {
  const groups = new Map<string, { id: unknown; members: Document[] }>()
  for (const document of documents) {
    const id = evalExpr(document, _id, options) ?? null
    const key = textOf(id)
    const known = groups.get(key)
    if (known) known.members.push(document)
    else groups.set(key, { id, members: [document] })
  }
  return [...groups.values()].map(({ id, members }) => ({ _id: id, ...summed(members, output, options) }))
}

const summed = (members: Document[], output: Document, options: Options): Document =>
  Object.fromEntries(
    Object.entries(output).map(([name, expression]) => [name, evalExpr(members, expression, options)]),
  )

interface Bucket {
  readonly groupBy: unknown
  readonly boundaries: readonly unknown[]
  readonly default?: unknown
  readonly output?: Document
}

const counting: Document = { count: { $sum: 1 } }

/** As in MongoDB, a bucket with no document in it is left out. */
function bucket(documents: Document[], operand: Bucket, options: Options): Document[] {
  const { groupBy, boundaries, output = counting } = operand
  const buckets = new Map<number, Document[]>()
  for (const document of documents) {
    const value = evalExpr(document, groupBy, options)
    const above = boundaries.findIndex(boundary => compareValues(value, boundary) < 0)
    if (above <= 0 && !Object.hasOwn(operand, 'default')) {
      throw new GatewayFault(
        'DATABASE_REQUEST_FAILED',
        '$bucket has a value that is in no bucket, and no default',
      )
    }
    const at = above > 0 ? above - 1 : boundaries.length
    buckets.set(at, [...(buckets.get(at) ?? []), document])
  }
  return [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([at, members]) => ({
      _id: at === boundaries.length ? operand.default : boundaries[at],
      ...summed(members, output, options),
    }))
}

function bucketAuto(documents: Document[], operand: never, options: Options): Document[] {
  if (documents.length === 0) return []
  const buckets = theirs.$bucketAuto(Lazy(documents), operand, options).collect() as Document[]
  return buckets.map(({ _id, ...rest }) => ({ _id, ...rest }))
}

interface GeoNear {
  readonly near: unknown
  readonly distanceField: string
  readonly query?: Document
  readonly key?: string
  readonly minDistance?: number
  readonly maxDistance?: number
  readonly distanceMultiplier?: number
  readonly includeLocs?: string
  readonly limit?: number
}

function geoNear(documents: Document[], operand: GeoNear, options: Options): Document[] {
  const { query = {}, distanceField, distanceMultiplier = 1, includeLocs, limit } = operand
  const { fits } = readQuery(query, (document, expression) => evaluateWith(document, expression, options))
  const chosen = documents.filter(fits)
  const key = operand.key ?? placeOf(chosen)
  if (key === undefined) return []
  const near = nearOf(key, operand.near, operand.minDistance, operand.maxDistance)
  const measured = chosen.map(document => ({ document, metres: near.distanceOf(document) }))
  return measured
    .filter(({ metres }) => metres !== Infinity)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, limit)
    .map(({ document, metres }) => {
      const place = near.placeIn(document)
      setMemberAt(document, distanceField, metres * distanceMultiplier)
      if (includeLocs) setMemberAt(document, includeLocs, place)
      return document
    })
}

/** There are no indexes here: the first member that is a place has one. */
function placeOf(documents: readonly Document[]): string | undefined {
  for (const document of documents) {
    const name = Object.keys(document).find(one => shapeOf(document[one]))
    if (name !== undefined) return name
  }
  return undefined
}

interface LookupOperand {
  readonly from: string
  readonly as: string
  readonly localField?: string
  readonly foreignField?: string
  readonly let?: Document
  readonly pipeline?: Document[]
}

/** The documents by what they have at a path, each once under a value. */
function byValue(documents: readonly Document[], path: string): Map<string, Document[]> {
  const found = new Map<string, Document[]>()
  for (const document of documents) {
    const values = valuesAt(document, path).flatMap(one => (Array.isArray(one) ? [...one, one] : [one]))
    for (const key of new Set(values.map(value => textOf(value ?? null)))) {
      const known = found.get(key)
      if (known) known.push(document)
      else found.set(key, [document])
    }
  }
  return found
}

function lookupWith(run: Lookup): Whole {
  return (
    documents,
    { from, as, localField, foreignField, pipeline = [], ...rest }: LookupOperand,
    options,
  ) => {
    const foreign = foreignField === undefined ? undefined : run([], from, {})
    const index = foreign && byValue(foreign, foreignField!)
    const place = new Map(foreign?.map((document, at) => [document, at]))
    const equal = (document: Document): Document[] => {
      const values = valuesAt(document, localField!).flatMap(one => (Array.isArray(one) ? one : [one]))
      const found = new Set(values.flatMap(value => index!.get(textOf(value ?? null)) ?? []))
      return [...found].sort((a, b) => place.get(a)! - place.get(b)!)
    }
    return documents.map(document => {
      const made = index ? equal(document) : undefined
      const joined =
        made && pipeline.length === 0
          ? made
          : run(pipeline, from, evalExpr(document, rest.let ?? {}, options) as Document, made)
      const joinedTo = { ...document }
      setMemberAt(joinedTo, as, joined)
      return joinedTo
    })
  }
}

function sample(documents: Document[], { size }: { readonly size: number }): Document[] {
  const left = [...documents]
  const chosen: Document[] = []
  while (chosen.length < size && left.length > 0) {
    const at = Math.floor(Math.random() * left.length)
    chosen.push(left[at]!)
    left[at] = left.at(-1)!
    left.pop()
  }
  return chosen
}

function replaceRoot(documents: Document[], { newRoot }: Document, options: Options): unknown[] {
  return documents.map(document => {
    const root = evalExpr(document, newRoot, options)
    if (isObject(root)) return root
    throw new GatewayFault('DATABASE_REQUEST_FAILED', 'newRoot of $replaceRoot must come to an object')
  })
}

/** As in MongoDB, the members that a document had stay in their order, and those that are new come behind them. */
function project(documents: Document[], operand: Document, options: Options): Document[] {
  const shown = theirs.$project(Lazy(documents), operand, options).collect() as Document[]
  return shown.map((one, at) => {
    const inOrder: Document = {}
    for (const name of [...Object.keys(documents[at]!), ...Object.keys(one)])
      if (Object.hasOwn(one, name)) setOwn(inOrder, name, one[name])
    return inOrder
  })
}

const sortBy: Whole = (documents, operand) => sorted(documents, readOrder(operand))

/** The stages that an SDK can send: mingo's, and our own where it has them otherwise than MongoDB, or not at all. */
export const stages = (lookup: Lookup): { readonly [name: string]: Stage } => ({
  $addFields: theirs.$addFields as unknown as Stage,
  $bucket: whole(bucket as Whole),
  $bucketAuto: whole(bucketAuto as Whole),
  $count: whole((documents, name: string) => (documents.length === 0 ? [] : [{ [name]: documents.length }])),
  $geoNear: whole(geoNear as Whole),
  $group: whole(group as Whole),
  $limit: theirs.$limit as unknown as Stage,
  $lookup: whole(lookupWith(lookup)),
  $match: match,
  $project: whole(project as Whole),
  $replaceRoot: whole(replaceRoot as Whole),
  $sample: whole(sample as Whole),
  $skip: theirs.$skip as unknown as Stage,
  $sort: whole(sortBy),
  $sortByCount: whole((documents, expression, options) =>
    sorted(group(documents, { _id: expression, ...counting }, options), [['count', -1]]),
  ),
  $unwind: theirs.$unwind as unknown as Stage,
})
