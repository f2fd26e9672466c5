export { memoryStore } from './auth/stores/memory-store'
export type { StoredToken, TokenStore } from './auth/stores/store'
