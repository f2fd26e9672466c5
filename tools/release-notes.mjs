// Prints what CHANGELOG.md says of the version in package.json: the notes of its release.
import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const [, ...sections] = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m)
const section = sections.find(text => text.startsWith(`[${version}]`))
if (!section) {
  console.error(`CHANGELOG.md has no section for ${version}: write one, "## [${version}] - <date>"`)
  process.exitCode = 1
} else if (/unreleased/.test(section.split('\n')[0])) {
  console.error(`CHANGELOG.md calls ${version} unreleased: give it its date`)
  process.exitCode = 1
} else {
  console.log(section.slice(section.indexOf('\n') + 1).trim())
}
