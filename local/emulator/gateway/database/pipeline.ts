import { Aggregator } from 'mingo/aggregator'
import { Context } from 'mingo/core'
import { GatewayFault } from '../fields'
import { copy, type Document, isObject } from './document'
import { asFault, computeOptions, context, evaluateWith, readAccumulator, readExpression } from './expression'
import { nearOf } from './geo-query'
import { readQuery } from './matches'
import { compareValues, readOrder } from './order'
import { type Lookup, stages } from './stages'

/** A pipeline that was read: what it makes of documents, which stay as they are. */
export type Pipeline = (documents: readonly Document[]) => Document[]

/** All documents of another collection. */
export type DocumentsOf = (collection: string) => readonly Document[]

/**
 * Reads a pipeline.
 * @throws GatewayFault for a stage or an operator that is not known, or has what it cannot use, also where there is no document
 */
export function readPipeline(given: unknown, documentsOf: DocumentsOf): Pipeline {
  checkStages(given)
  return documents => run(given, documents, documentsOf, {})
}

function checkStages(given: unknown): asserts given is readonly Document[] {
  if (!Array.isArray(given)) throw new GatewayFault('INVALID_PARAM', 'a pipeline must be a list of stages')
  for (const [at, stage] of given.entries()) {
    const [name, ...more] = isObject(stage) ? Object.keys(stage) : []
    if (name === undefined || more.length > 0)
      throw new GatewayFault('INVALID_PARAM', 'a stage has one operator')
    checkStage(name, stage[name], at)
    const { pipeline } = name === '$lookup' ? (stage.$lookup as { pipeline?: unknown }) : {}
    if (pipeline !== undefined) checkStages(pipeline)
  }
}

function run(
  pipeline: readonly Document[],
  documents: readonly Document[],
  documentsOf: DocumentsOf,
  variables: Document,
): Document[] {
  const lookup: Lookup = (inner, from, values, among = documentsOf(from)) =>
    run(inner, among, documentsOf, { ...variables, ...values })
  const options = {
    ...computeOptions,
    variables,
    context: Context.from(Context.init({ pipeline: stages(lookup) as never }), context),
  }
  const [first, ...rest] = pipeline
  // What is sorted out at once need not be copied.
  const query =
    first && Object.hasOwn(first, '$match')
      ? readQuery(first.$match, (document, expression) => evaluateWith(document, expression, options))
      : undefined
  const chosen = query ? documents.filter(query.fits) : documents
  try {
    return new Aggregator((query ? rest : pipeline) as Document[], options).run(chosen.map(copy))
  } catch (error) {
    throw asFault(error)
  }
}

const invalid = (why: string) => new GatewayFault('INVALID_PARAM', why)

const objectOf = (value: unknown, stage: string): Document => {
  if (!isObject(value)) throw invalid(`${stage} needs an object`)
  return value
}

const textOf = (value: unknown, what: string): string => {
  if (typeof value === 'string' && value !== '') return value
  throw invalid(`${what} must be a text`)
}

const pathOf = (value: unknown, what: string): string => {
  const path = textOf(value, what)
  if (path.startsWith('$')) throw invalid(`${what} must not begin with $`)
  return path
}

function wholeOf(value: unknown, least: number, what: string): void {
  if (!Number.isInteger(value) || (value as number) < least)
    throw invalid(`${what} needs a whole number from ${least}`)
}

function accumulatorsOf(value: unknown): void {
  if (value === undefined) return
  const output = objectOf(value, 'output')
  for (const name of Object.keys(output)) readAccumulator(name, output[name])
}

function expressionOf(value: unknown, what: string): void {
  if (value === undefined) throw invalid(`${what} is missing`)
  readExpression(value)
}

function membersOf(value: unknown, stage: string): void {
  const members = objectOf(value, stage)
  if (Object.keys(members).length === 0) throw invalid(`${stage} needs members`)
  for (const name of Object.keys(members)) {
    pathOf(name, `a member of ${stage}`)
    readExpression(members[name])
  }
}

function sameWay(value: unknown): void {
  const shown = Object.entries(value as Document).filter(([name]) => name !== '_id')
  const ways = new Set(shown.map(([, one]) => (one === false || one === 0 ? 'hides' : 'shows')))
  if (ways.size > 1) throw invalid('$project either shows members or hides them')
}

/** What each stage needs that an SDK can send. */
const checks: { readonly [stage: string]: (value: unknown, at: number) => void } = {
  $addFields: value => membersOf(value, '$addFields'),
  $bucket: value => {
    const { groupBy, boundaries, output } = objectOf(value, '$bucket')
    expressionOf(groupBy, 'groupBy of $bucket')
    const isRising =
      Array.isArray(boundaries) &&
      boundaries.length > 1 &&
      boundaries.every((one, at) => at === 0 || compareValues(boundaries[at - 1], one) < 0)
    if (!isRising) throw invalid('$bucket needs boundaries, at least two, from the smallest to the largest')
    accumulatorsOf(output)
  },
  $bucketAuto: value => {
    const { groupBy, buckets, output } = objectOf(value, '$bucketAuto')
    expressionOf(groupBy, 'groupBy of $bucketAuto')
    wholeOf(buckets, 1, 'buckets of $bucketAuto')
    accumulatorsOf(output)
  },
  $count: value => {
    if (pathOf(value, 'the name of $count').includes('.')) throw invalid('the name of $count has no dot')
  },
  $geoNear: (value, at) => {
    if (at > 0) throw invalid('$geoNear must be the first stage')
    const { near, distanceField, query = {}, minDistance, maxDistance, limit } = objectOf(value, '$geoNear')
    textOf(distanceField, 'distanceField of $geoNear')
    nearOf('', near, minDistance, maxDistance)
    if (limit !== undefined) wholeOf(limit, 1, 'limit of $geoNear')
    readQuery(query)
  },
  $group: value => {
    const { _id, ...output } = objectOf(value, '$group')
    expressionOf(_id, '_id of $group')
    accumulatorsOf(output)
  },
  $limit: value => wholeOf(value, 1, '$limit'),
  $lookup: value => {
    const { from, as, localField, foreignField, pipeline, let: variables } = objectOf(value, '$lookup')
    textOf(from, 'from of $lookup')
    pathOf(as, 'as of $lookup')
    if (pipeline === undefined || localField !== undefined || foreignField !== undefined) {
      pathOf(localField, 'localField of $lookup')
      pathOf(foreignField, 'foreignField of $lookup')
    }
    if (variables !== undefined) readExpression(objectOf(variables, 'let of $lookup'))
  },
  $match: value => {
    if (readQuery(value).near) throw invalid('$nearSphere has no place in $match; $geoNear does that')
  },
  $project: value => {
    membersOf(value, '$project')
    sameWay(value)
  },
  $replaceRoot: value => expressionOf(objectOf(value, '$replaceRoot').newRoot, 'newRoot of $replaceRoot'),
  $sample: value => wholeOf(objectOf(value, '$sample').size, 1, 'size of $sample'),
  $skip: value => wholeOf(value, 0, '$skip'),
  $sort: value => {
    if (readOrder(objectOf(value, '$sort')).length === 0) throw invalid('$sort needs a path')
  },
  $sortByCount: value => expressionOf(value, 'what $sortByCount counts'),
  $unwind: value => {
    const { path } = isObject(value) ? value : { path: value }
    if (!/^\$[^$]/.test(textOf(path, 'path of $unwind'))) throw invalid('path of $unwind must begin with $')
  },
}

/** @throws GatewayFault for a stage that no SDK can send, or that has what it cannot use */
function checkStage(name: string, value: unknown, at: number): void {
  if (!Object.hasOwn(checks, name)) {
    throw new GatewayFault(
      'DATABASE_INVALID_OPERRATOR',
      `the emulator's database does not know the stage ${name.slice(0, 80)}`,
    )
  }
  checks[name]!(value, at)
}
