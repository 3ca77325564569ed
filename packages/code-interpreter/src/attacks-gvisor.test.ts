import { attack } from './attacks.suite.ts'

await attack('gvisor', process.env['SENSORIUM_TEST_ALL'] === '1' ? 'all' : 'representative')
