// The calls of 0.1.0, against the types of today.
export { openapi, picture } from '../openapi'
