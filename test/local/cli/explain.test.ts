import { listEndpoints } from '../../../shared/catalog'
import { errcodes } from '../../../shared/errors/errcodes'
import { useCommand } from './command'

const command = useCommand()
const explain = (...args: string[]) => command.run(['explain', ...args])
const json = async (...args: string[]) => JSON.parse((await explain(...args, '--json')).stdout)

test('a code of the platform: what it means, usual causes, what to do, and that any method answers it', async () => {
  const { code, stdout } = await explain('40164')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^40164 {2}the IP address of this machine is not on the allow-list of the account\n/)
  expect(stdout).toMatch(/causes {2}- the server has a new address\n/)
  expect(stdout).toMatch(/to do +add the address named in errMsg to the IP allow-list/)
  expect(stdout).toMatch(/from +any method\n/)
})

test('a code of one method names it', async () => {
  const { stdout } = await explain('9300517')
  expect(stdout).toMatch(/^9300517 {2}the updateType is not valid\n/)
  expect(stdout).toMatch(/from +logistics\.updatePrinter\n/)
})

test('a negative code is a code, not an option', async () => {
  const { code, stdout } = await explain('-604101')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^-604101 {2}function has no permission to call this API\n/)
  expect(stdout).toContain('permissions.openapi')
  expect((await explain('--json', '-1')).code).toBe(0)
})

test('a code with other meanings elsewhere shows each with its methods, that of every method first', async () => {
  const { meanings } = await json('45009')
  expect(meanings[0]).toEqual({ means: errcodes[45009]!.means, fix: errcodes[45009]!.fix })
  expect(meanings[1].methods).toEqual(['shortlink.generate'])
})

test('a code without a fix says what to compare and where to ask', async () => {
  const { stdout } = await explain('85096')
  expect(stdout).not.toContain('causes')
  expect(stdout).toMatch(/to do +compare the call with `wx-openapi describe \S+`/)
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'ask at https://developers.weixin.qq.com/community with the rid',
  )
})

test('the method that people mean comes first', async () => {
  const { meanings } = await json('47003')
  expect(meanings[0].methods).toEqual(['subscribeMessage.send'])
})

const met = [
  40163, 40033, 40113, 41008, 40008, 40050, 40132, 42002, 42003, 43003, 45001, 45007, 45008, 45010, 45012,
  45028, 45035, 45157, 46003, 47002, 48002, 50003, 50005, 53500, 61004, 61005, 61006, 61007, 61008, 61009,
  61010, 61011, 61012, 61013, 61014, 61015, 61016, 61017, 61018, 61019, 61020, 61021, 61022, 61023, 61024,
  61451, 65301, 65304, 85015, 86000, 87013, 88000, 89255, 9001001, 40230, 40231, 40232, 40233, 40234, 40235,
  40236, 40237, 40238, 40239, 40240, -404011, -501000, -501001, -501005, -502001, -502003, -502005, -503001,
  -503003, -504001, -504002, -504003, -601001, -601002, -601004, -601018,
]

test('every code that people meet has a meaning and a fix', () => {
  expect(met.filter(code => !errcodes[code]?.means || !errcodes[code]?.fix)).toEqual([])
})

test("the cloud's own codes say what the function or the database needs", async () => {
  expect((await json('-404011')).causes.join()).toContain('install dependencies in the cloud')
  expect((await json('-502005')).meanings[0]).toEqual({
    means: 'the collection does not exist',
    fix: 'create it in the cloud console',
  })
})

test('more than 300 codes are known, every one of the rows and of the table', async () => {
  const all = new Set([
    ...Object.keys(errcodes).map(Number),
    ...listEndpoints().flatMap(one => one.errcodes.map(({ code }) => code)),
  ])
  expect(all.size).toBeGreaterThan(300)
  const { stderr } = await explain('123456789')
  expect(stderr).toContain(`not among the ${all.size} errcodes`)
})

test.each([
  ['9300571', '9300517', 'two digits swapped'],
  ['4016', '40164', 'a digit left out'],
  ['604101', '-604101', 'the sign left out'],
  ['40166', '40165', 'one digit wrong'],
])('the unknown code %s ends with 2 and names %s: %s', async (given, meant) => {
  const { code, stdout, stderr } = await explain(given)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(new RegExp(`^ +${meant} `, 'm'))
})

test('an unknown code as JSON is data, too', async () => {
  const { code, stdout } = await explain('604101', '--json')
  const { code: kind, errcode, nearest } = JSON.parse(stdout).error
  expect([code, kind, errcode, nearest[0].errcode]).toEqual([2, 'UNKNOWN_ERRCODE', 604101, -604101])
  expect(nearest).toHaveLength(5)
})

test.each([['abc'], ['40164x'], ['1.5'], [''], ['99999999999999']])(
  '"%s" is no code, and it is said what one looks like',
  async given => {
    const { code, stderr } = await explain(given)
    expect(code).toBe(2)
    expect(stderr).toContain('It must be a whole number, such as 40164 or -604101.')
  },
)

test('lines keep to the width of the terminal', async () => {
  const { stdout } = await command.run(['explain', '40029'], { env: { COLUMNS: '50' } })
  expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(50)
})
