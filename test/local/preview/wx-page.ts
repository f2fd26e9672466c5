import { startPreview } from '../../../local/preview/server'
import { phoneWindow } from './chromium'
import { writeFolder } from './project-folder'
import { ProjectPage } from './project-page'

type PreviewOptions = Parameters<typeof startPreview>[0]

/** A project with nothing behind it, on a phone unless another window is asked for. */
export class WxPage extends ProjectPage {
  constructor(window: ConstructorParameters<typeof ProjectPage>[0] = phoneWindow) {
    super(window)
  }

  /** Starts the preview of these files, or of a folder. */
  async start(
    project: Record<string, string> | string,
    options: Partial<PreviewOptions> = {},
  ): Promise<void> {
    await this.show(
      await startPreview({
        project: typeof project === 'string' ? project : writeFolder(project),
        callFunction: async () => ({ result: {} }),
        ...options,
      }),
    )
  }

  /** What the page said of itself, above the phone. */
  notices(): Promise<string[]> {
    return this.page.locator('.preview--notice p').allTextContents()
  }

  /** What the code gives, or the `errMsg` or message that it fails with. */
  run(code: string): Promise<unknown> {
    const failed = 'return error.errMsg ?? error.message'
    return this.page.evaluate(
      `(async () => { try { return await (${code}) } catch (error) { ${failed} } })()`,
    )
  }
}
