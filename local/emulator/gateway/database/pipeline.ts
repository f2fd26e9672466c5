import { Aggregator } from 'mingo/aggregator'
import { Context } from 'mingo/core'
import { GatewayFault } from '../fields'
import { checkStage } from './check-stage'
import { copy, type Document, isObject } from './document'
import { asFault, computeOptions, context, evaluateWith } from './expression'
import { readQuery } from './matches'
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
