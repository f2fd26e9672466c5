/** Stands for the environment in which a function runs; the very symbol that wx-server-sdk 4 uses. */
export const currentEnv: symbol = Symbol.for('SYMBOL_CURRENT_ENV')

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)

/**
 * An argument for wx-server-sdk in which its own value stands for the current environment: older versions have a
 * symbol of their own, and under DevTools' local debugging it is no symbol at all.
 */
export function withEnvOf(sdk: { DYNAMIC_CURRENT_ENV?: unknown }, argument: unknown): unknown {
  const theirs = sdk.DYNAMIC_CURRENT_ENV
  return theirs === currentEnv ? argument : withEnv(argument, theirs)
}

/** Looks at `env`, and at the `env` of `config`: `'id'`, the symbol, or one of both for each service. */
function withEnv(argument: unknown, theirs: unknown): unknown {
  if (!isPlain(argument)) return argument
  const replaced: Record<string, unknown> = { ...argument }
  if ('env' in argument) replaced.env = replace(argument.env, theirs)
  if (isPlain(argument.config)) replaced.config = withEnv(argument.config, theirs)
  return replaced
}

function replace(env: unknown, theirs: unknown): unknown {
  if (env === currentEnv) return theirs
  if (!isPlain(env)) return env
  const replaced: Record<string, unknown> = {}
  for (const service of Object.keys(env)) replaced[service] = replace(env[service], theirs)
  return replaced
}
