import { readThrown } from '../../../miniprogram/services/cloud'
import { cloudFailure } from '../fake-wx'

const reads = { method: 'logistics.getPrinter', reads: true }
const writes = { method: 'logistics.updatePrinter', reads: false }

test.each([
  [-501000, 'FunctionName parameter could not be found. (callId: 1)', 'missing'],
  [-501000, 'FUNCTION_NOT_FOUND', 'missing'],
  [-504002, "functions execute fail | errorMessage: Cannot find module '/var/user/index'", 'incomplete'],
  [-504002, 'functions execute fail', 'crashed'],
  [-504001, 'cloud function call failed', 'crashed'],
  [-501005, 'env not exists', 'environment'],
  [-501000, 'Environment invalid', 'environment'],
  [-601034, 'no permission', 'closed'],
  [-404006, 'the response size exceeds 1MB', 'tooLarge'],
  [-501001, 'result is too large', 'tooLarge'],
  [-501003, 'request quota of the environment is used up', 'refused'],
])('%d "%s" is a fault of the function: %s', (errCode, message, cloudFault) => {
  expect(readThrown(cloudFailure(errCode, message), reads)).toMatchObject({
    errCode,
    origin: 'cloud',
    cloudFault,
    maybeExecuted: false,
  })
})

test('the code is read from the text where WeChat gives it only there', () => {
  const thrown = {
    errMsg: 'cloud.callFunction:fail Error: errCode: -504002 | errMsg: functions execute fail',
  }
  expect(readThrown(thrown, reads)).toMatchObject({ errCode: -504002, cloudFault: 'crashed' })
})

test('a function that ran out of its own time is a time-out in the cloud', () => {
  const thrown = cloudFailure(-504003, 'Invoking task timed out after 3 seconds')
  expect(readThrown(thrown, reads)).toMatchObject({ errCode: -604102, origin: 'cloud', retryable: true })
})

test('a request that ran out of time is a time-out of the phone', () => {
  expect(readThrown({ errMsg: 'request:fail timeout' }, reads)).toMatchObject({
    errCode: -604102,
    origin: 'phone',
  })
})

test.each([
  'request:fail',
  'request:fail net::ERR_INTERNET_DISCONNECTED',
  'cloud.callFunction:fail request:fail ECONNRESET',
])('"%s" is the network of the phone', errMsg => {
  expect(readThrown({ errCode: -1, errMsg }, reads)).toMatchObject({
    errCode: -604901,
    origin: 'phone',
    retryable: true,
    maybeExecuted: false,
  })
})

test.each(['request:fail', 'request:fail timeout'])('a write may have been done after "%s"', errMsg => {
  expect(readThrown({ errMsg }, writes)).toMatchObject({ maybeExecuted: true })
})

test('a write was not done when the phone has no network at all', () => {
  const thrown = { errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED' }
  expect(readThrown(thrown, writes)).toMatchObject({ maybeExecuted: false })
})

test.each([
  [-504002, 'functions execute fail', true],
  [-404006, 'the response size exceeds 1MB', true],
  [-501000, 'FUNCTION_NOT_FOUND', false],
  [-501005, 'env not exists', false],
])('after %d "%s" it is known whether a write may have been done', (errCode, message, maybeExecuted) => {
  expect(readThrown(cloudFailure(errCode, message), writes)).toMatchObject({ maybeExecuted })
})

test.each([['odd'], [undefined], [null], [new Error('odd')]])(
  'whatever is thrown (%s) gives an error',
  thrown => {
    expect(readThrown(thrown, reads)).toMatchObject({ errCode: -604901, method: 'logistics.getPrinter' })
  },
)
