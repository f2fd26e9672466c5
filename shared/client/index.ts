export { type CallingOptions, createClient, type Openapi, type OpenapiFunction } from './client'
export { findRow, listNames, requireRow } from './find'
export type { CallOptions, OpenapiOptions } from './options'
export type { RawRequest } from './request'
