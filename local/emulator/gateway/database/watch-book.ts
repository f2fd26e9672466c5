import { randomUUID } from 'node:crypto'
import { GatewayFault } from '../fields'
import type { Database } from './database'
import { type Snapshot, Watch, type Watched } from './watch'

interface Kept {
  readonly watch: Watch
  readonly snapshots: Snapshot[]
  wake?: () => void
  timer?: ReturnType<typeof setTimeout>
}

/** So long may the mini program be away before its watch ends. */
const longestAwayMs = 60_000
const mostWatches = 100

/** The watches of the mini program, each by an id under which it asks for what is new. */
export class WatchBook {
  private readonly watches = new Map<string, Kept>()

  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  /** Starts a watch; its first snapshot waits to be asked for. @throws GatewayFault for what cannot be watched */
  async open(watched: Watched): Promise<string> {
    if (this.watches.size >= mostWatches)
      throw new GatewayFault('EXCEED_CONCURRENT_REQUEST_LIMIT', 'there are too many watches')
    const id = randomUUID()
    const snapshots: Snapshot[] = []
    const watch = await Watch.open(this.database, this.now, watched, snapshot => {
      snapshots.push(snapshot)
      this.watches.get(id)?.wake?.()
    })
    this.watches.set(id, { watch, snapshots })
    this.expire(id)
    return id
  }

  /**
   * What is new since it was last asked for: at once where there is something, else as soon as there is; nothing when
   * that takes longer than `longestMs`.
   * @throws GatewayFault where there is no such watch
   */
  async next(id: string, longestMs: number): Promise<readonly Snapshot[]> {
    const kept = this.watches.get(id)
    if (!kept) throw new GatewayFault('INVALID_PARAM', 'there is no such watch')
    clearTimeout(kept.timer)
    kept.wake?.()
    if (kept.snapshots.length === 0) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, longestMs)
        kept.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      kept.wake = undefined
    }
    this.expire(id)
    return kept.snapshots.splice(0)
  }

  close(id: string): void {
    const kept = this.watches.get(id)
    if (!kept) return
    this.watches.delete(id)
    kept.watch.close()
    kept.wake?.()
    clearTimeout(kept.timer)
  }

  closeAll(): void {
    for (const id of [...this.watches.keys()]) this.close(id)
  }

  private expire(id: string): void {
    const kept = this.watches.get(id)
    if (!kept) return
    clearTimeout(kept.timer)
    kept.timer = setTimeout(() => this.close(id), longestAwayMs)
    kept.timer.unref()
  }
}
