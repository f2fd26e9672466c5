import { type BuildProblem, describeProblem } from '../compile/build-error'
import { make, makeButton } from '../host/dom'

/** The place above everything where the preview says what it cannot do. */
export class Notices {
  readonly element = make('div', 'notices', { role: 'alert' })

  add(message: string): void {
    const words = make('p', '', {}, message)
    const close = makeButton('close', '×', () => notice.remove())
    close.setAttribute('aria-label', 'Close this notice')
    const notice = make('div', 'notice', {}, words, close)
    this.element.append(notice)
  }
}

/** What stands in the phone's place when the mini program could not be built. */
export function drawProblems(problems: BuildProblem[]): HTMLElement {
  const items = problems.map(problem => make('li', '', {}, describeProblem(problem)))
  const title = make('h1', '', {}, 'The mini program could not be built')
  const hint = make('p', '', {}, 'Save the file when it is mended; this page then loads by itself.')
  return make('main', 'problems', {}, title, make('ul', '', {}, ...items), hint)
}
