import { join } from 'node:path'
import { openPreview } from '../../../local/cli/start/open-preview'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../local/emulator'
import { startFunctions } from '../../../local/functions/start-functions'
import { deploymentFile } from '../../../local/project/read-deployment'
import { wideWindow } from './chromium'
import { ProjectPage } from './project-page'

/** A project in a wide window, with an emulator and its functions behind it, as the command starts them. */
export class CloudPage extends ProjectPage {
  emulator!: Emulator
  /** What was told in the terminal. */
  readonly lines: string[] = []

  constructor() {
    super(wideWindow)
  }

  async start(folder: string, options: EmulatorOptions = {}): Promise<void> {
    this.emulator = await startEmulator(options)
    const functionFolder = join(folder, 'cloudfunctions')
    const functions = startFunctions({
      root: functionFolder,
      environment: this.emulator.env,
      settings: join(folder, deploymentFile),
    })
    const running = { emulator: this.emulator, functions }
    const tell = (line: string) => void this.lines.push(line)
    const preview = await openPreview({ folder, functionFolder }, running, tell)
    await this.show(preview!, functions, this.emulator)
  }
}
