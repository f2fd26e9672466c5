import { CommanderError } from 'commander'
import { exitCodeOf, exitCodes } from './exit-codes'
import { openScreen } from './output/screen'
import { printErrorFacts, printErrorJson, showError } from './output/show-error'
import { helpCommand, makeProgram } from './program'
import { en } from './texts/en'

const screen = openScreen()
const wantsJson = process.argv.includes('--json')

// Who closes the pipe, as `head` does, has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? exitCodes.ok)
  throw error
})

async function run(): Promise<void> {
  const program = await makeProgram(process.argv[2], screen, code => {
    process.exitCode = code
  })
  // Commander's own words about a wrong command; as JSON they are said below.
  if (wantsJson)
    for (const command of [program, ...program.commands, ...program.commands.flatMap(one => one.commands)])
      command.configureOutput({ writeErr: () => {} })
  await program.parseAsync()
}

run().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    if (wantsJson && process.exitCode !== exitCodes.ok) {
      const command = helpCommand(process.argv[2])
      const message = error.message.replace(/^error: /, '')
      printErrorFacts({ code: 'USAGE', message, fix: en.program.seeHelp(command), command }, screen)
    }
    return
  }
  process.exitCode = exitCodeOf(error)
  if (wantsJson) printErrorJson(error, screen)
  else showError(error, screen)
})
