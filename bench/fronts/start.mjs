// Starts the built command for a project, without a network and without data of an earlier start.
import { spawn } from 'node:child_process'

export async function startPreview(project) {
  const args = ['dist/cli.js', 'start', '--offline', '--no-data', '--port', '0', '--project', project]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = new Promise(resolve => child.once('close', resolve))
  let output = ''
  const stop = async () => {
    child.kill('SIGINT')
    await gone
  }
  const url = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', text => {
        output += text
        if (!output.includes('Ctrl-C ends it')) return
        const preview = /mini program +\S*?(http:\/\/127\.0\.0\.1:\d+\/)/.exec(output)?.[1]
        if (preview) resolve(preview)
        else reject(new Error(`no mini program is shown:\n${output}`))
      })
    gone.then(() => reject(new Error(`the command ended:\n${output}`)))
  })
  try {
    return { url: await url, stop, lines: () => output.split('\n').filter(Boolean) }
  } catch (error) {
    await stop()
    throw error
  }
}
