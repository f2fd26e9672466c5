import { type Emulator, startEmulator } from '../../../local/emulator'
import { useCommand } from './command'

const command = useCommand()
let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const lines = (stderr: string) => stderr.split('\n').filter(line => /^[<>]/.test(line))
const log = async () => (await fetch(`${emulator.url}/__emu/log`)).json()

test('call --verbose masks a ticket that it prints as the result', async () => {
  const args = ['call', 'officialAccount.ticket.getTicket', '{"type":"jsapi"}', '--verbose', '--json']
  const { stdout, stderr } = await command.run([...args, '--base-url', emulator.url])
  const { ticket } = JSON.parse(stdout)
  expect(ticket).toMatch(/.{6}/)
  expect(stderr).not.toContain(ticket)
  expect(lines(stderr).pop()).toMatch(/^< \{.*"ticket":"\*\*\*".*\}$/)
})

test.each([
  ['officialAccount.device.verifyQrcode', { ticket: 'a-ticket-of-a-device' }],
  ['customerService.addKfAccount', { kfAccount: 'a@b', nickname: 'a', password: 'a-password-of-a' }],
  ['officialAccount.device.bind', { deviceId: '1', openid: 'oABC', ticket: 'a-ticket-of-a-bind' }],
  ['officialAccount.card.getActivateTempinfo', { activateTicket: 'a-ticket-of-a-card' }],
  ['auth.code2Session', { jsCode: 'demo-code-of-a-login' }],
])('neither call --verbose nor the call log of the emulator shows a secret of %s', async (name, params) => {
  const [secret] = Object.values(params).slice(-1)
  const args = ['call', name, JSON.stringify(params), '--verbose', '--base-url', emulator.url]
  const { stdout, stderr } = await command.run(args)
  expect(lines(stderr).join('\n')).toContain('***')
  expect(stdout + stderr).not.toContain(secret)
  const [entry] = (await log()).slice(-1)
  expect([entry.method, JSON.stringify(entry).includes(secret!)]).toEqual([name, false])
})

test('what only tells orders apart is shown', async () => {
  const params = { deliveryToken: 'a-token-of-an-order', wxToken: 'another-of-an-order' }
  const args = ['call', 'immediateDelivery.addOrder', JSON.stringify(params), '--verbose']
  const { stderr } = await command.run([...args, '--base-url', emulator.url])
  expect(stderr).toContain('a-token-of-an-order')
})
