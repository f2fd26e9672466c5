import { createRequire } from 'node:module'
import libraries from './libraries.cjs'

const require = createRequire(import.meta.url)

/** A client of ours at this WeChat. */
export const ours = ({ url }, options) => libraries['wx-openapi-shim']({ url, ...options }).client

export const { memoryStore } = require('../../dist/cjs/stores.js')
