import { isSecret, redact } from '../../../shared/errors/secrets'
import { isObject } from '../../../shared/schema/objects'

const masked = '***'

/** Hides secrets by the names they go under, and by their values wherever these turn up. */
export class Mask {
  private readonly known = new Set<string>()

  /** @param secrets what is secret from the start; what goes under a secret's name is learnt on the way */
  constructor(secrets: readonly string[]) {
    for (const secret of secrets) this.known.add(secret)
  }

  /** The target of a request, path and query. */
  target(target: string): string {
    const [path = '', query] = target.split('?', 2)
    if (query === undefined) return this.text(path)
    const pairs = [...new URLSearchParams(query)].map(
      ([name, value]) => `${name}=${this.isSecret(name, value) ? masked : encodeURIComponent(value)}`,
    )
    return this.text(`${path}?${pairs.join('&')}`)
  }

  /** A value of JSON, with everything in it. */
  json(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value)
    if (Array.isArray(value)) return value.map(item => this.json(item))
    if (!isObject(value)) return value
    // Without a prototype, so that `__proto__` is shown like any other name.
    const shown: Record<string, unknown> = Object.create(null)
    for (const [name, member] of Object.entries(value)) {
      shown[name] = this.isSecret(name, member) ? masked : this.json(member)
    }
    return shown
  }

  private isSecret(name: string, value: unknown): boolean {
    if (!isSecret(name, value)) return false
    if (typeof value === 'string') this.known.add(value)
    return true
  }

  private text(text: string): string {
    return redact(text, this.known)
  }
}
