import { InvalidArgumentError } from 'commander'
import { isWeChat } from '../functions/fence/fence'
import { readHost } from '../preview/server/network/reach'
import { en as startTexts } from './start/texts/en'
import { en } from './texts/en'

// What commander gives of an option, read as the value that it stands for; each throws InvalidArgumentError.

/** Where `wx-openapi start` listens unless told otherwise. */
export const usualPort = 8686

/** A port, 0 for any that is free. */
export function readPort(given: string): number {
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given)
  throw new InvalidArgumentError(en.program.notAPort)
}

/** The first port for debuggers. */
export function readInspectPort(given: string): number {
  const port = readPort(given)
  if (port === 0) throw new InvalidArgumentError(startTexts.notAFixedPort)
  return port
}

/** A value of an option that may be given again, added to those before it. */
export const collect = (one: string, before: readonly string[] = []): string[] => [...before, one]

/** The origin of a page, added to those before it. */
export function readOrigin(given: string, before: readonly string[] = []): readonly string[] {
  const url = URL.canParse(given) ? new URL(given) : undefined
  const isOrigin =
    url && /^https?:$/.test(url.protocol) && given.toLowerCase().replace(/\/$/, '') === url.origin
  if (!isOrigin) throw new InvalidArgumentError(startTexts.notAnOrigin)
  return [...before, url.origin]
}

/** A host that pages may reach, added to those before it. */
export function readAllowed(given: string, before: readonly string[] = []): readonly string[] {
  const host = readHost(given)
  if (!host) throw new InvalidArgumentError(startTexts.network.notAHost)
  if (isWeChat(host.name)) throw new InvalidArgumentError(startTexts.network.isWeChat)
  return before.includes(given) ? before : [...before, given]
}

/** How long a call may take, in milliseconds. */
export function readMilliseconds(given: string): number {
  // A timer beyond 2^31-1 would fire at once.
  if (/^\d{1,10}$/.test(given) && Number(given) > 0 && Number(given) < 2 ** 31) return Number(given)
  throw new InvalidArgumentError(en.program.notMilliseconds)
}

/** How long a function may take, in seconds: as long as the cloud can give it. */
export function readFunctionTimeout(given: string): number {
  if (/^\d{1,3}$/.test(given) && Number(given) >= 1 && Number(given) <= 900) return Number(given)
  throw new InvalidArgumentError(en.invoke.notATimeout)
}
