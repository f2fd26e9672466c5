import { secretName } from '../../shared/errors/secrets'

/** The file by which the mini program, which takes no code from `shared`, knows what is secret. */
export const writeSecretName =
  (): string => `// DO NOT EDIT. Made from shared/errors/secrets.ts: the names of what is secret.
export const secretName =
  ${secretName}
`
