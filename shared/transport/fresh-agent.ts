import type * as http from 'node:http'
import type * as https from 'node:https'
import type { Socket } from 'node:net'
import type { Connect } from './environment-proxy'

/** A connection idle for longer is not used again: WeChat may have closed it. */
export const idleMilliseconds = 4000

/** Connections at a time, in use or waiting to be; more calls wait their turn. */
const sockets = 100

type AgentClass = new (options: https.AgentOptions) => http.Agent

/** An agent, and a way to drop what went stale in it. */
export interface FreshAgent {
  readonly agent: http.Agent
  /** Destroys every connection that was idle too long by the wall clock. */
  dropStale(): void
}

/**
 * A keep-alive agent for processes that are frozen between events: no timer runs while they are, so the age of an
 * idle connection is read off the wall clock when the next call is made.
 */
export function freshAgent(Agent: AgentClass, connect?: Connect): FreshAgent {
  const idleSince = new WeakMap<Socket, number>()
  let isSweeping = false
  class Keeper extends Agent {
    /** Called by node when a connection becomes idle. */
    override keepSocketAlive(socket: Socket): boolean {
      idleSince.set(socket, Date.now())
      // One timer for all idle connections: one for each would cost every call.
      if (!isSweeping) sweepLater()
      return (super.keepSocketAlive(socket) as unknown) !== false
    }
  }
  const agent = new Keeper({
    keepAlive: true,
    maxSockets: sockets,
    maxFreeSockets: sockets,
    // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 does not switch the check off.
    rejectUnauthorized: true,
  })
  if (connect) Object.assign(agent, { createConnection: connect })
  const idle = agent.freeSockets as Record<string, Socket[]>

  function dropStale(): void {
    const now = Date.now()
    for (const name in idle) {
      const waiting = idle[name]!
      // The longest idle stands first; node takes from the other end. A clock that was set back makes a connection look
      // young; then the server's close still ends it.
      while (waiting[0] && now - (idleSince.get(waiting[0]) ?? now) >= idleMilliseconds) {
        ;(waiting.shift() as Socket).destroy()
      }
    }
  }

  function sweepLater(): void {
    isSweeping = true
    setTimeout(() => {
      dropStale()
      isSweeping = false
      if (Object.values(idle).some(waiting => waiting.length > 0)) sweepLater()
    }, idleMilliseconds).unref()
  }

  return { agent, dropStale }
}
