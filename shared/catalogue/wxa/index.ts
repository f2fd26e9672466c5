export * as sec from './sec'
