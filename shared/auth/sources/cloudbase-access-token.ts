import { AnswerError } from '../../errors/answer-error'
import { minuteMs } from '../../errors/time'
import type { MakeTokenSource } from '../token-source'
import { checkToken, ownSource } from './own-token'

/** Where WeChat's cloud hosting puts the token into every container. */
const mountedAt = '/.tencentcloudbase/wx/cloudbase_access_token'
/** The platform writes the file anew from time to time. */
const readAgainMs = minuteMs

/**
 * The token that WeChat's cloud hosting mounts into a container, so that no secret is needed: `auth:
 * cloudbaseAccessToken`. It opens only the paths on the list of the service; others answer 85107.
 */
export const cloudbaseAccessToken: MakeTokenSource = fromFile(mountedAt)

/** The same from another place. */
export function fromFile(path: string): MakeTokenSource {
  return () =>
    ownSource(
      async ({ method }) => {
        const { promises } = await import('node:fs')
        const text = await promises.readFile(path, 'utf8').catch(() => undefined)
        if (text === undefined) {
          throw new AnswerError({
            method,
            what: 'no cloudbase_access_token is mounted here',
            fix: 'run it in WeChat cloud hosting with the open API service enabled, or use another auth',
            retryable: false,
          })
        }
        return { token: checkToken(text.trim(), method), lifetimeMs: readAgainMs }
      },
      { parameter: 'cloudbase_access_token' },
    )
}
