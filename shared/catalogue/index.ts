export { auth } from './auth'
export { logistics } from './logistics'
