import type { ServerResponse } from 'node:http'
import { safeHeaders } from './answer'
import type { Builds } from './builds'

/** Tells the page, by server-sent events, each version that was built while it is open. */
export function streamBuilds(response: ServerResponse, builds: Builds): void {
  response.writeHead(200, { ...safeHeaders, 'content-type': 'text/event-stream' })
  const tell = () => response.write(`data: ${builds.version}\n\n`)
  const stop = builds.onBuilt(tell)
  response.on('close', stop)
  tell()
}
