export * from './gateway'
